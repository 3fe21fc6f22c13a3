#include "dns/channel.hpp"

#include <ares.h>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <map>

namespace sendpath::dns {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using Wait = asio::posix::stream_descriptor::wait_type;

constexpr int kInternet = 1;  // class IN, RFC 1035 section 3.2.4

/// Once for the life of the program, as c-ares asks; it is given back with the process.
bool library_is_ready() {
    static const bool ready = ares_library_init(ARES_LIB_INIT_ALL) == ARES_SUCCESS;
    return ready;
}

/// A socket that c-ares made and closes. What waits on it keeps this, since the number of a closed
/// one may soon be another's.
struct Socket {
    Socket(const asio::any_io_executor& executor, ares_socket_t number)
        : descriptor(executor, number) {}

    asio::posix::stream_descriptor descriptor;
    bool wants_read = false;
    bool wants_write = false;
    bool reading = false;
    bool writing = false;
    bool closed = false;
};

}  // namespace

class Channel::Inside : public std::enable_shared_from_this<Inside> {
public:
    explicit Inside(asio::any_io_executor executor)
        : executor_(std::move(executor)), timer_(executor_) {}
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;
    ~Inside() { close(); }

    Result<void> open(const Servers& servers);
    void ask(const std::string& name, int type, Answered answered);
    void cancel();
    void close();

private:
    static void on_socket(void* self, ares_socket_t number, int readable, int writable) {
        static_cast<Inside*>(self)->change(number, readable != 0, writable != 0);
    }
    static void on_answer(void* question, int status, int timeouts, unsigned char* octets,
                          int length);

    void change(ares_socket_t number, bool readable, bool writable);
    void watch(const std::shared_ptr<Socket>& socket);
    void wait(const std::shared_ptr<Socket>& socket, Wait what);
    void set_timer();

    asio::any_io_executor executor_;
    asio::steady_timer timer_;  // when c-ares next wants to look at what has not been answered
    std::map<ares_socket_t, std::shared_ptr<Socket>> sockets_;
    ares_channel channel_ = nullptr;
};

Result<void> Channel::Inside::open(const Servers& servers) {
    ares_options options{};
    options.flags = ARES_FLAG_NOSEARCH | ARES_FLAG_NOALIASES;
    options.timeout = static_cast<int>(servers.timeout.count());
    options.tries = servers.tries;
    options.sock_state_cb = on_socket;
    options.sock_state_cb_data = this;
    constexpr int given =
        ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_SOCK_STATE_CB;
    const int opened = library_is_ready() ? ares_init_options(&channel_, &options, given)
                                          : static_cast<int>(ARES_ENOTINITIALIZED);
    if (opened != ARES_SUCCESS) return Error{Errc::io, ares_strerror(opened)};
    if (servers.addresses.empty()) return {};
    std::string list;
    for (const std::string& each : servers.addresses)
        list.append(list.empty() ? "" : ",").append(each);
    if (const int set = ares_set_servers_ports_csv(channel_, list.c_str()); set != ARES_SUCCESS)
        return Error{Errc::bad_syntax, list + ": " + ares_strerror(set)};
    return {};
}

void Channel::Inside::close() {
    if (channel_ == nullptr) return;
    ares_destroy(std::exchange(channel_, nullptr));  // ends each question, and gives sockets back
    timer_.cancel();
}

void Channel::Inside::cancel() {
    ares_cancel(channel_);
    set_timer();
}

void Channel::Inside::ask(const std::string& name, int type, Answered answered) {
    // Taken back by on_answer(), which c-ares calls exactly once.
    auto question = std::make_unique<Answered>(std::move(answered));
    ares_query(channel_, name.c_str(), kInternet, type, on_answer, question.release());
    set_timer();
}

void Channel::Inside::on_answer(void* question, int status, int /*timeouts*/, unsigned char* octets,
                                int length) {
    const std::unique_ptr<Answered> answered(static_cast<Answered*>(question));
    const std::string_view answer(reinterpret_cast<const char*>(octets),
                                  octets == nullptr ? 0U : static_cast<std::size_t>(length));
    (*answered)(status, answer);
}

void Channel::Inside::change(ares_socket_t number, bool readable, bool writable) {
    auto place = sockets_.find(number);
    if (!readable && !writable) {  // c-ares closes it next
        if (place == sockets_.end()) return;
        place->second->closed = true;
        place->second->descriptor.release();
        sockets_.erase(place);
        return;
    }
    if (place == sockets_.end())
        place = sockets_.emplace(number, std::make_shared<Socket>(executor_, number)).first;
    place->second->wants_read = readable;
    place->second->wants_write = writable;
    watch(place->second);
}

void Channel::Inside::watch(const std::shared_ptr<Socket>& socket) {
    if (socket->closed) return;
    if (socket->wants_read && !std::exchange(socket->reading, socket->wants_read))
        wait(socket, Wait::wait_read);
    if (socket->wants_write && !std::exchange(socket->writing, socket->wants_write))
        wait(socket, Wait::wait_write);
}

void Channel::Inside::wait(const std::shared_ptr<Socket>& socket, Wait what) {
    socket->descriptor.async_wait(
        what, [self = weak_from_this(), socket, what](const error_code& problem) {
            const bool reads = what == Wait::wait_read;
            (reads ? socket->reading : socket->writing) = false;
            const auto inside = self.lock();
            if (problem || !inside || socket->closed || inside->channel_ == nullptr) return;
            const ares_socket_t number = socket->descriptor.native_handle();
            ares_process_fd(inside->channel_, reads ? number : ARES_SOCKET_BAD,
                            reads ? ARES_SOCKET_BAD : number);
            inside->watch(socket);
            inside->set_timer();
        });
}

void Channel::Inside::set_timer() {
    timeval room{};
    const timeval* next = channel_ == nullptr ? nullptr : ares_timeout(channel_, nullptr, &room);
    if (next == nullptr) {
        timer_.cancel();
        return;
    }
    // A millisecond more: what is looked at too early would be looked at again and again.
    timer_.expires_after(std::chrono::seconds(next->tv_sec) +
                         std::chrono::microseconds(next->tv_usec) + std::chrono::milliseconds(1));
    timer_.async_wait([self = weak_from_this()](const error_code& problem) {
        const auto inside = self.lock();
        if (problem || !inside || inside->channel_ == nullptr) return;
        ares_process_fd(inside->channel_, ARES_SOCKET_BAD, ARES_SOCKET_BAD);
        inside->set_timer();
    });
}

Channel::Channel(std::shared_ptr<Inside> inside) : inside_(std::move(inside)) {}
Channel::Channel(Channel&&) noexcept = default;
Channel& Channel::operator=(Channel&& other) noexcept {
    std::swap(inside_, other.inside_);
    return *this;
}
Channel::~Channel() {
    if (inside_) inside_->close();
}

Result<Channel> Channel::open(asio::any_io_executor executor, const Servers& servers) {
    auto inside = std::make_shared<Inside>(std::move(executor));
    if (const auto opened = inside->open(servers); !opened) return opened.error();
    return Channel(std::move(inside));
}

void Channel::ask(const std::string& name, int type, Answered answered) {
    inside_->ask(name, type, std::move(answered));
}

void Channel::cancel() {
    inside_->cancel();
}

}  // namespace sendpath::dns
