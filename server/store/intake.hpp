#pragma once

#include "base/digest.hpp"
#include "model/report.hpp"
#include "store/command.hpp"
#include "store/envelopes.hpp"
#include "store/mailbox_place.hpp"

namespace sendpath::store {

class MailboxTable;

/// The door a mail or file came through.
enum class Via : std::uint8_t { file = 1, upload, smtp, imap };
[[nodiscard]] std::string_view name(Via via);

enum class IntakeState : std::uint8_t { pending = 1, done, held, decoding };
[[nodiscard]] std::string_view name(IntakeState state);

/// One mail or file as it was received.
struct NewIntake {
    Seconds received{};
    Via via{};
    std::string name;  ///< file name or sender, for people; never a path
    std::int64_t size = 0;
    Digest digest{};     ///< of the octets as received
    std::string packed;  ///< the octets, compressed()
    std::optional<Envelope> envelope{};
    std::optional<MailboxPlace> place{};  ///< of mail that came by IMAP
};

/// A mail that waits to be decoded.
struct PendingIntake {
    model::IntakeId id;
    Via via{};
    Seconds received{};
    std::int64_t tries = 0;
    std::string name;
    std::string packed;
};

/// Which mail a decoder may begin with, and what that means for its tries.
struct Begin {
    bool finished_too = true;  ///< also what is done or held, to decode it again
    bool counts = true;  ///< false after a try that came to its end, yet could not be written down
};

/// How a mail came, as often as it did.
struct Deliveries {
    std::vector<Envelope> envelopes;  ///< by SMTP, oldest first
    bool other_door = false;          ///< also by a door that has no envelopes
};

/// For a digest to be bound; refers to it.
[[nodiscard]] Blob blob_of(const Digest& digest);

/// The tables intake, raw, redelivery, envelope and held, from the writing side.
class IntakeTable {
public:
    /// @param mailboxes  told of mail that has a place
    IntakeTable(sqlite3& db, Failure& failure, MailboxTable& mailboxes);

    struct Taken {
        model::IntakeId id;
        bool known = false;  ///< these octets were here before: nothing was added but the delivery
        IntakeState state{};
    };
    /// Octets that were here and are held because their recipients did not take them wait to be
    /// decoded again: this delivery may be for one who does. A mail that has a place in a mailbox
    /// is written down there in the same transaction, also when its octets were here.
    Taken take(const NewIntake& mail, IntakeState state);

    void hold(model::IntakeId id, const model::Held& held, std::string_view mail_from,
              std::string_view subject);
    void release(model::IntakeId id);  ///< forgets what was held of this mail
    /// Somebody says that a held part is settled; a mail of which nothing else is held is done.
    /// False: there is no such part, or it was settled before.
    bool ignore_held(std::int64_t held, Seconds now);
    /// Also forgets the tries: decoding came to an end.
    void set_state(model::IntakeId id, IntakeState state);

    /// Marks it as being decoded and counts the try. nullopt when it is gone, its raw octets are,
    /// or it is finished and `how` wants none that is.
    std::optional<PendingIntake> begin_decoding(model::IntakeId id, Begin how = {});

    Deliveries deliveries(model::IntakeId id);

    /// Mails that were taken and not decoded, oldest first.
    std::vector<model::IntakeId> unfinished();
    /// Those of them that were being decoded when an earlier run ended, oldest first: to be asked
    /// for before this run decodes anything.
    std::vector<model::IntakeId> cut_off();
    /// Mails whose raw octets are still here, oldest first; only those with something held if
    /// asked.
    std::vector<model::IntakeId> all(bool held_only);

private:
    Taken take_known(const NewIntake& mail, Taken known);
    Taken take_new(const NewIntake& mail, IntakeState state);

    Command find_;
    Command add_;
    Command add_raw_;
    Command add_redelivery_;
    Command reopen_;
    Command add_held_;
    Command drop_held_;
    Command set_state_;
    Command begin_;
    Command load_;
    Command other_door_;
    Command unfinished_;
    Command cut_off_;
    Command all_;
    Command all_held_;
    Command ignore_held_;
    Command settle_held_;
    EnvelopeTable envelopes_;
    MailboxTable* mailboxes_;
};

}  // namespace sendpath::store
