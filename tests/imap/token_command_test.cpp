#include "imap/token_command.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace sendpath::imap {
namespace {

using namespace std::chrono_literals;
namespace asio = boost::asio;
namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// A folder for what commands leave behind. I4.
class TokenCommand : public testing::Test {
protected:
    void SetUp() override { fs::create_directory(folder); }
    void TearDown() override { fs::remove_all(folder); }

    static Result<Credential> run(std::vector<std::string> argv, TokenCommandLimits limits = {}) {
        const auto source = token_from_command(std::move(argv), limits);
        asio::io_context io;
        Result<Credential> out = Error{Errc::io, "not run"};
        auto task = [&]() -> asio::awaitable<void> { out = co_await source->get(); };
        asio::co_spawn(io, task(), asio::detached);
        io.run();
        return out;
    }

    /// What a script prints as its token, or "" with the error in `told`.
    std::string shell(const std::string& script, TokenCommandLimits limits = {}) {
        const Result<Credential> out = run({"/bin/sh", "-c", script}, limits);
        if (out) return out->secret;
        told = out.error().detail;
        code = out.error().code;
        return "";
    }

    /// The number that a command wrote into a file.
    pid_t number_in(const std::string& name) const {
        pid_t number = 0;
        std::ifstream(folder / name) >> number;
        return number;
    }

    /// An orphan may stay as a zombie until somebody collects it.
    static bool is_running(pid_t number) {
        std::ifstream file("/proc/" + std::to_string(number) + "/stat");
        std::string text;
        std::getline(file, text);
        const std::size_t name_end = text.rfind(") ");
        return name_end != std::string::npos && text.substr(name_end + 2, 1) != "Z";
    }

    const fs::path folder = testing::TempDir() + std::string("token_command_") +
                            testing::UnitTest::GetInstance()->current_test_info()->name();
    std::string told;
    Errc code{};
};

TEST_F(TokenCommand, PrintsATokenOnALine) {
    const Result<Credential> out = run({"echo", "ya29.a0-_~+/=="});  // found in PATH
    ASSERT_TRUE(out) << out.error().detail;
    EXPECT_EQ(out->secret, "ya29.a0-_~+/==");
    EXPECT_TRUE(out->is_token);
    EXPECT_EQ(shell("printf abc"), "abc");
    EXPECT_EQ(shell("printf 'abc\\r\\n\\n'"), "abc");
}

TEST_F(TokenCommand, IsReadByNoShell) {
    const std::string trap = (folder / "trap").string();
    const Result<Credential> one = run(
        {"/bin/echo", "$(touch${IFS}" + trap + ")`touch${IFS}" + trap + "`;touch${IFS}" + trap});
    ASSERT_TRUE(one) << one.error().detail;
    EXPECT_EQ(one->secret.substr(0, 13), "$(touch${IFS}");
    EXPECT_FALSE(run({"/bin/echo", "x", "; touch " + trap}));
    EXPECT_FALSE(run({"/bin/echo x; touch " + trap}));
    EXPECT_FALSE(run({"; touch " + trap}));
    EXPECT_FALSE(fs::exists(trap));
}

TEST_F(TokenCommand, ThatIsNotThereIsNamedWithoutItsArguments) {
    const Result<Credential> out = run({"/no/such/program", "--key", "12345"});
    ASSERT_FALSE(out);
    EXPECT_EQ(out.error().code, Errc::missing_field);
    EXPECT_THAT(out.error().detail, HasSubstr("/no/such/program cannot be run: No such file"));
    EXPECT_THAT(out.error().detail, Not(HasSubstr("12345")));
    EXPECT_THAT(run({folder.string()}).error().detail, HasSubstr("Permission denied"));
}

TEST_F(TokenCommand, ThatFailsIsToldByItsStatusAndNeverByItsWords) {
    const std::pair<const char*, const char*> rows[] = {
        {"echo 12345; exit 3", "exit status 3"},
        {"echo 12345 >&2; exit 1", "exit status 1"},
        {"echo 12345; kill -9 $$", "signal 9"},
        {"exit 0", "printed nothing"},
        {"echo; echo", "printed nothing"},
        {"echo 12345 67890", "more than one word"},
        {"echo 12345; echo 67890", "more than one word"},
        {"printf '12345\\000'", "more than one word"},
        {"printf '12345\\303\\244'", "more than one word"},
        {"cat", "printed nothing"},  // there is nothing to read
    };
    for (const auto& [script, expected] : rows) {
        EXPECT_EQ(shell(script), "") << script;
        EXPECT_EQ(code, Errc::missing_field) << script;
        EXPECT_THAT(told, HasSubstr(expected)) << script;
        EXPECT_THAT(told, Not(HasSubstr("12345"))) << script;  // I5
    }
}

TEST_F(TokenCommand, MayPrintUpToItsLimit) {
    const TokenCommandLimits limits{.time = 30s, .output = 10'000};
    EXPECT_EQ(shell("head -c 10000 /dev/zero | tr '\\0' x", limits), std::string(10'000, 'x'));
    EXPECT_EQ(shell("head -c 10001 /dev/zero | tr '\\0' x", limits), "");
    EXPECT_THAT(told, HasSubstr("over 10000 octets"));
    EXPECT_EQ(shell("yes 12345"), "") << "it never ends by itself";
    EXPECT_THAT(told, HasSubstr("over 65536 octets"));
}

TEST_F(TokenCommand, ThatIsTooSlowIsKilledWithAllThatItStarted) {
    const std::string write = " > " + (folder / "child").string();
    EXPECT_EQ(shell("sleep 1000 & echo $!" + write + "; wait", {.time = 500ms}), "");
    EXPECT_EQ(code, Errc::timeout);
    EXPECT_THAT(told, HasSubstr("/bin/sh did not end within 0.5 s"));
    const pid_t child = number_in("child");
    ASSERT_GT(child, 0);
    // A signal is on its way for a moment.
    for (int i = 0; i < 1'000 && is_running(child); ++i) usleep(1'000);
    EXPECT_FALSE(is_running(child));
}

TEST_F(TokenCommand, ThatClosesItsOutputAndStaysIsTooSlow) {
    EXPECT_EQ(shell("echo abc; exec >&-; sleep 1000", {.time = 300ms}), "");
    EXPECT_EQ(code, Errc::timeout);
}

TEST_F(TokenCommand, EndsWithTheProgramThatRunsIt) {
    const fs::path file = folder / "self";
    const auto source =
        token_from_command({"/bin/sh", "-c",
                            "echo $$ > " + file.string() + ".new; mv " + file.string() + ".new " +
                                file.string() + "; exec sleep 1000"});
    {
        asio::io_context io;
        auto task = [&]() -> asio::awaitable<void> { (void)co_await source->get(); };
        asio::co_spawn(io, task(), asio::detached);
        while (!fs::exists(file)) io.run_one_for(5ms);
    }
    EXPECT_FALSE(is_running(number_in("self")));
}

TEST_F(TokenCommand, HoldsNoneOfOurDescriptors) {
    const int ours = dup(STDERR_FILENO);  // not close-on-exec, as sockets are not
    const std::string path = "/proc/self/fd/" + std::to_string(ours);
    EXPECT_EQ(shell("test -e " + path + " && echo open || echo closed"), "closed");
    close(ours);
}

/// A descriptor of ours that is a file for a while.
class Redirected {
public:
    Redirected(int descriptor, const fs::path& file) : descriptor_(descriptor) {
        const int opened = open(file.c_str(), O_RDWR | O_CREAT, 0600);
        dup2(opened, descriptor);
        close(opened);
    }
    Redirected(const Redirected&) = delete;
    Redirected& operator=(const Redirected&) = delete;
    ~Redirected() {
        dup2(before_, descriptor_);
        close(before_);
    }

private:
    int descriptor_;
    int before_ = dup(descriptor_);
};

TEST_F(TokenCommand, ReadsNothingOfOurInputAndWritesNothingToOurErrors) {
    std::ofstream(folder / "input") << "12345";
    std::ofstream(folder / "errors") << "";
    const Redirected input(STDIN_FILENO, folder / "input");
    const Redirected errors(STDERR_FILENO, folder / "errors");
    EXPECT_EQ(shell("cat; echo 12345 >&2; echo x"), "x");
    EXPECT_EQ(fs::file_size(folder / "errors"), 0U);
}

TEST_F(TokenCommand, RunsOnceForEachLoginAndOneAtATime) {
    const std::string lock = (folder / "lock").string();
    const auto source = token_from_command(
        {"/bin/sh", "-c", "mkdir " + lock + " && sleep 0.05 && rmdir " + lock + " && echo x$$"});
    EXPECT_FALSE(source->can_renew());
    asio::io_context io;
    std::vector<std::string> tokens;
    auto task = [&]() -> asio::awaitable<void> {
        const Result<Credential> out = co_await source->get();
        tokens.push_back(out ? out->secret : out.error().detail);
    };
    for (int i = 0; i < 3; ++i) asio::co_spawn(io, task(), asio::detached);
    io.run();
    EXPECT_THAT(tokens, testing::Each(testing::StartsWith("x")));
    std::ranges::sort(tokens);
    EXPECT_EQ(std::ranges::adjacent_find(tokens), tokens.end());
}

}  // namespace
}  // namespace sendpath::imap
