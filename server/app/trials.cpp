#include "app/trials.hpp"

#include "app/reading.hpp"
#include "app/sink_client.hpp"
#include "ingest/digest_queue.hpp"

#include <spdlog/spdlog.h>

namespace sendpath::app {

void Trials::put_into(http::Services& services, ingest::DigestQueue& digests) {
    services.tests = &reports_;
    services.mailbox_tests = &mailboxes_;
    digests.on_test([this](const ingest::MailOutcome& mail) { test_came(mail); });
    if (sink_ == nullptr) return;
    services.send_to_sink = [this](std::string recipient, std::string mail) {
        return take_to_sink(door_of(*sink_, config_->smtp), std::move(recipient), std::move(mail));
    };
}

// Anybody could send one: it counts for nothing, and somebody should know.
void Trials::test_came(const ingest::MailOutcome& mail) {
    const Seconds at = now();
    for (const ingest::TestArrival& each : mail.tests) {
        const bool ours = reports_.arrived(each, mail.intake, at);
        spdlog::info("mail {} has a test report{}: it was read, and is not counted",
                     mail.intake.value, ours ? "" : " that this run did not make");
    }
}

}  // namespace sendpath::app
