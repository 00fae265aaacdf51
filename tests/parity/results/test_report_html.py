"""The HTML page of a report: whole, escaped, self-contained."""

from __future__ import annotations

import base64
import hashlib
import html as escaping
import re
from collections import Counter
from html.parser import HTMLParser

from reporting import CONTENT, DIFFERENT, EQUAL, EVIL, finding_of, hostile, report_of

from pyjuliann.parity.pairing.case import Case
from pyjuliann.parity.pairing.pair import pair
from pyjuliann.parity.results import html
from pyjuliann.parity.results.content import content
from pyjuliann.parity.results.reports import PairReport
from pyjuliann.parity.running.calls import Outcome
from pyjuliann.parity.running.verdict import judge_call
from pyjuliann.printable import printable
from pyjuliann.wording import summary_line


class Page(HTMLParser):
    """What is on a page: its elements, ids, links, and the text that a reader sees."""

    VOID = ("meta", "input", "br", "link", "img")

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.text, self.open, self.misnested = Counter(), [], "", [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags[tag] += 1
        self.attributes += [(tag, *pair) for pair in attributes]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.misnested.append(tag)

    def handle_data(self, data):
        if self.open[-1:] not in (["script"], ["style"]):
            self.text += data

    def values(self, name):
        return [value for _, key, value in self.attributes if key == name]


def test_the_page_is_whole_and_well_formed():
    page = Page(html.render(CONTENT))
    assert page.misnested == []
    assert page.open == []
    assert page.tags["h1"] == 1
    assert page.tags["section"] == 2
    assert page.tags["details"] == 2
    assert page.tags["svg"] == 3
    for words in (summary_line(CONTENT), "np.std(a, ddof=1)", "Julia is closer", "2 ULP (sums)", "lone", "a note"):
        assert words in page.text
    linked = [link.removeprefix("#") for link in page.values("href")]
    assert len(linked) == 3
    assert set(linked) <= set(page.values("id"))
    assert len(page.values("id")) == len(set(page.values("id")))


def test_the_page_asks_nobody_for_anything():
    text = html.render(CONTENT)
    page = Page(text)
    assert all(link.startswith("#") for link in page.values("href"))
    assert page.values("src") == []
    assert page.tags["link"] == page.tags["img"] == page.tags["iframe"] == 0
    assert not re.search(r"https?:|url\(|@import|fetch\(|XMLHttpRequest|//[a-z]", text.replace("// Sorting", ""))
    (policy,) = [value for value in page.values("content") if "default-src" in value]
    assert policy.startswith("default-src 'none'; ")


def test_the_policy_allows_our_script_and_no_other():
    text = html.render(CONTENT)
    script = text.partition("<script>")[2].partition("</script>")[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in text
    assert not [key for _, key, _ in Page(text).attributes if key.startswith("on")]


def test_everything_that_a_user_supplies_is_escaped():
    found = hostile()
    for text in (html.render(found), html.fragment(found)):
        page = Page(text)
        assert page.tags["script"] <= 1
        assert "<script>alert" not in text
        assert page.misnested == []
        # once for every place it can get to: names, label, codes, messages, causes, notes, …
        assert page.text.count("alert('x')</script> & \"quoted\"") >= 20
        assert escaping.escape(printable(EVIL)) in text


def test_the_page_works_without_its_script():
    text = html.render(CONTENT)
    assert 'class="controls" hidden' in text
    assert text.count("<tr data-verdict=") == 3


def test_the_page_fits_a_phone_and_paper():
    text = html.render(CONTENT)
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in text
    assert "@media print" in text
    assert "@media (max-width:" in text


def test_a_notebook_gets_a_fragment():
    text = html.fragment(CONTENT)
    page = Page(text)
    assert text.startswith('<div class="pyjuliann">')
    assert page.tags["html"] == page.tags["body"] == page.tags["script"] == page.tags["input"] == 0
    assert set(page.values("id")) == set()
    assert page.misnested == []
    assert summary_line(CONTENT) in page.text


def test_a_result_shows_itself_in_a_notebook():
    assert report_of(EQUAL, DIFFERENT)._repr_html_() == html.fragment(content(report_of(EQUAL, DIFFERENT)))
    alone = Page(DIFFERENT._repr_html_())
    assert "1 pair: 1 differ" in alone.text
    assert "np.std(a, ddof=1)" in alone.text


def test_long_values_are_cut():
    long = judge_call(pair(len, "g"), Case(("x",)), Outcome(value="a" * 9000), Outcome(error="E"))
    report = PairReport("f ~ g", "f", "g", "differ", cases=1, differ=1, findings=(finding_of(long),))
    text = html.render(content(report_of(report)))
    assert "a" * 1000 in text
    assert "a" * 3000 not in text
