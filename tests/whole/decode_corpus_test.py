"""`sendpath decode --json` tells of each sample what an independent program read in it."""
import collections
import json

from support import SHARED, WholeTest, main, needs_shared, run

FOLDERS = ("aggregate", "quirks", "failure", "tls", "mime")
ADDITIONS = {"result_text", "human_result", "org_name_derived", "header_from_inferred"}


def agrees(told, expected):
    """Equal, but that we may add keys of ADDITIONS."""
    if isinstance(expected, dict) and isinstance(told, dict):
        return (set(told) - ADDITIONS <= set(expected) and set(expected) <= set(told)
                and all(agrees(told[key], value) for key, value in expected.items()))
    if isinstance(expected, list) and isinstance(told, list):
        return len(told) == len(expected) and all(map(agrees, told, expected))
    return type(told) is type(expected) and told == expected


def all_agree(told, expected):
    """The same reports, in whatever order they lie in the file."""
    rest = list(told)
    for report in expected:
        match = next((each for each in rest if agrees(each, report)), None)
        if match is None:
            return False
        rest.remove(match)
    return not rest


def unpack_policy_strings(reports):
    """RFC 8460 section 4.4: the array that one reporter packs into a string holds the strings; the
    other program leaves it packed."""
    for report in reports:
        for policy in report.get("policies", []):
            strings = policy["strings"]
            if len(strings) == 1 and strings[0].startswith('["'):
                policy["strings"] = json.loads(strings[0])


def fault(expected, told):
    """What is wrong with an answer; empty when it is right."""
    unpack_policy_strings(expected["reports"])
    outcome = expected["outcome"]
    same = all_agree(told["reports"], expected["reports"])
    if outcome in ("accept", "lenient"):
        if told["kind"] != expected["kind"]:
            return f"it is called {told['kind']}, not {expected['kind']}"
        return "" if same else "other reports than expected"
    if outcome == "either":
        return "" if same or not told["reports"] else "stored with other values"
    if outcome == "ignore":
        return "a report where there is none" if told["reports"] else ""
    marked = {warning["report"] for warning in told["warnings"]}
    return "" if marked.issuperset(range(len(told["reports"]))) else "taken for a whole report"


class DecodeCorpus(WholeTest):
    def test_every_sample(self):
        passed = failed = 0
        for folder in FOLDERS:
            samples = sorted((SHARED / "corpus" / folder).glob("*.expected.json"))
            self.assertTrue(samples, folder)
            files = [path.with_name(path.name.removesuffix(".expected.json")) for path in samples]
            ended = run("decode", "--json", *files)
            self.assertIn(ended.code, (0, 1), ended.err)
            told = collections.defaultdict(list)  # an mbox has an object for each of its mails
            for line in ended.out.splitlines():
                answer = json.loads(line)
                told[answer["file"].split("#")[0]].append(answer)
            for file, sample in zip(files, samples):
                answers = told[str(file)]
                expected = json.loads(sample.read_text())
                wrong = next(filter(None, (fault(expected, each) for each in answers)),
                             "" if answers else "no answer")
                failed += bool(wrong)
                passed += not wrong
                with self.subTest(f"{folder}/{file.name}"):
                    self.assertEqual(wrong, "")
        print(f"\n{passed} passed, {failed} failed")
        self.assertGreater(passed, 700)


if __name__ == "__main__":
    needs_shared()
    main()
