"""SIGHUP has a running server read its settings again: what can hold at once does, what is wrong
changes nothing (O6)."""
import json
import os
import signal

from sink import Sink, SinkTest
from support import main, wait_until

KNOWN = "dmarc@reports.example.com"


class Reload(SinkTest):
    def reload(self, sink, config, sentence):
        """Writes the file anew and waits for the log to say so once more."""
        before = sink.log().count(sentence)
        sink._config.write_text(config)
        os.kill(sink.pid, signal.SIGHUP)
        wait_until(lambda: sink.log().count(sentence) > before, 30, sentence)

    def settings(self, sink):
        return sink.get("/api/v1/settings").json()["data"]

    def test_recipients_and_retention_hold_at_once_and_a_mistake_changes_nothing(self):
        config = ('[http]\nbase_path = "/later/"\n[retention]\nraw = "{}"\n'
                  '[smtp]\nlisten = ["127.0.0.1:0"]\nrecipients = ["{}"]\n')
        with Sink(self.store, smtp={"recipients": ["old@reports.example.com"]}) as sink:
            self.assert_code(sink.mail(b"x", KNOWN), 550)
            self.reload(sink, config.format("7d", KNOWN), "the settings were read again")
            self.assertIn("after the next start: http.base_path", sink.log())
            self.assertEqual(self.settings(sink)["smtp"]["recipients"], [KNOWN])
            self.assertEqual(self.settings(sink)["retention"]["raw"], 7 * 86_400)
            self.assert_code(sink.mail(b"Subject: x\n\nx\n", KNOWN), 250)

            self.reload(sink, '[log]\nformat = "json"\n' + config.format("7d", KNOWN),
                        '"message":"the settings were read again')
            told = json.loads(sink.log().strip().splitlines()[-1])
            self.assertEqual(told["level"], "info")

            self.reload(sink, config.format("soon", "other@example.com"),
                        "the settings stay as they were")
            self.assertIn("retention.raw", sink.log())
            self.assertEqual(self.settings(sink)["smtp"]["recipients"], [KNOWN])
            self.assert_code(sink.mail(b"Subject: y\n\ny\n", KNOWN), 250)


if __name__ == "__main__":
    main()
