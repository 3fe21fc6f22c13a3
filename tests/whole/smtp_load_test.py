"""T8, without its times: many sessions at once, each with several mails of 20 kB, and every mail is
stored and counted, none refused. `./dev bench smtp` measures the full size."""
import load
from sink import RECIPIENT, Sink, SinkTest
from support import main

SESSIONS = 100
MAILS = 5  # in each session


class SmtpLoad(SinkTest):
    def test_many_sessions_at_once_store_all(self):
        with Sink(self.store) as sink:
            told = load.deliver(sink.smtp_port, SESSIONS, MAILS, load.mail_of_20_kb, RECIPIENT)
            self.assertEqual(told.refused, [])
            self.assertEqual(told.acknowledged, SESSIONS * MAILS)
            self.assertEqual(sink.reports(SESSIONS * MAILS), SESSIONS * MAILS)
            self.assertEqual(sink.ingest()["smtp"]["accepted"], SESSIONS * MAILS)
            self.assertEqual(sink.refused(), {})
        self.assert_whole(self.store)


if __name__ == "__main__":
    main()
