"""S39: told to end, the sink takes no new connections, says so to idle ones, and lets messages that
have begun come to their end."""
import os
import signal

import reports
from sink import RECIPIENT, Sink, SinkTest
from smtp_client import Client, on_the_wire
from support import main, wait_until


class SmtpEnd(SinkTest):
    def test_idle_sessions_hear_421_and_a_message_is_finished(self):
        with Sink(self.store) as sink:
            idle = sink.client()
            mailing = sink.client()
            self.assert_code(mailing.begin(RECIPIENT), 354)
            mail = on_the_wire(reports.report_mail(1))
            mailing.send(mail[:100])
            os.kill(sink.pid, signal.SIGTERM)
            self.assertEqual(str(idle.reply())[:9], "421 4.3.2")
            self.assertEqual(idle.rest(), b"")
            wait_until(lambda: not self.connects(sink), 10, "nobody is let in")
            mailing.send(mail[100:])
            self.assert_code(mailing.reply(), 250)
            self.assertEqual(str(mailing.reply())[:9], "421 4.3.2")
            for each in (idle, mailing):
                each.close()
            self.assertEqual(sink.stop()[0], 0)
        with Sink(self.store) as sink:
            self.assertEqual(sink.reports(1), 1)

    def test_a_message_that_never_ends_does_not_hold_up_the_end(self):
        with Sink(self.store, smtp={"shutdown": "1s"}) as sink:
            with sink.client() as client:
                self.assert_code(client.begin(RECIPIENT), 354)
                os.kill(sink.pid, signal.SIGTERM)
                self.assertEqual(sink.stop()[0], 0)

    def connects(self, sink):
        try:
            Client(sink.smtp_port, greet=None).close()
            return True
        except OSError:
            return False


if __name__ == "__main__":
    main()
