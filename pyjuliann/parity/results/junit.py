"""A report as JUnit XML, which CI systems show: a test case per pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from xml.etree import ElementTree as ET

from pyjuliann.parity.results.content import Content
from pyjuliann.printable import printable
from pyjuliann.wording import follows, pair_notes, pair_text, shortened


@dataclass(frozen=True)
class SuiteCase:
    """One test case of the document: what it is of, and ``failure`` or ``error``, if any, with what was found."""

    suite: str
    name: str
    seconds: float = 0.0
    outcome: Literal["", "failure", "error"] = ""
    kind: str = ""
    summary: str = ""
    text: str = ""


def render(report: Content) -> str:
    """Return a report as an XML document."""
    cases = [_of_pair(pair) for pair in report["pairs"]]
    cases += [_of_error(error) for error in report["errors"]]
    return document(cases, {**report["engine"], **report["versions"]})


def document(cases: Sequence[SuiteCase], properties: Mapping[str, Any]) -> str:
    """Return test cases as an XML document."""
    totals = {
        "name": "pyjuliann",
        "tests": str(len(cases)),
        "failures": str(sum(case.outcome == "failure" for case in cases)),
        "errors": str(sum(case.outcome == "error" for case in cases)),
        "time": f"{sum(case.seconds for case in cases):.3f}",
    }
    root = ET.Element("testsuites", totals)
    suite = ET.SubElement(root, "testsuite", totals)
    listed = ET.SubElement(suite, "properties")
    for name, value in properties.items():
        ET.SubElement(listed, "property", {"name": printable(name), "value": printable(str(value))})
    for case in cases:
        _add(suite, case)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _of_pair(pair: Mapping[str, Any]) -> SuiteCase:
    module, seconds = pair["python"].rpartition(".")[0] or "pyjuliann", pair["seconds"]
    if pair["verdict"] == "differ":
        otherwise = "follows" if follows(pair) else "stale"
        aspects = " ".join(finding["aspect"] for finding in pair["findings"]) or otherwise
        return SuiteCase(module, pair["name"], seconds, "failure", aspects, pair["summary"], pair_text(pair))
    return SuiteCase(module, pair["name"], seconds, text="\n".join(pair_notes(pair)))


def _of_error(error: Mapping[str, str]) -> SuiteCase:
    return SuiteCase("pyjuliann", error["name"], 0, "error", "PairError", error["message"], error["message"])


def _add(suite: ET.Element, case: SuiteCase) -> None:
    attributes = {"classname": case.suite, "name": case.name, "time": f"{case.seconds:.3f}"}
    element = ET.SubElement(suite, "testcase", {key: printable(value) for key, value in attributes.items()})
    if case.outcome:
        given = {"type": case.kind, "message": printable(shortened(case.summary))}
        ET.SubElement(element, case.outcome, given).text = printable(case.text)
    elif case.text:
        ET.SubElement(element, "system-out").text = printable(case.text)
