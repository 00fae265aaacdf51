"""A report as JUnit XML, which CI systems show: a test case per pair."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as ET

from pyjuliann.parity.results.content import Content
from pyjuliann.printable import printable
from pyjuliann.wording import pair_notes, pair_text, shortened


def render(report: Content) -> str:
    """Return a report as an XML document."""
    failures = sum(pair["verdict"] == "differ" for pair in report["pairs"])
    errors = len(report["errors"])
    totals = {
        "name": "pyjuliann",
        "tests": str(len(report["pairs"]) + errors),
        "failures": str(failures),
        "errors": str(errors),
        "time": f"{sum(pair['seconds'] for pair in report['pairs']):.3f}",
    }
    root = ET.Element("testsuites", totals)
    suite = ET.SubElement(root, "testsuite", totals)
    properties = ET.SubElement(suite, "properties")
    for name, value in [*report["engine"].items(), *report["versions"].items()]:
        ET.SubElement(properties, "property", {"name": printable(name), "value": printable(str(value))})
    for pair in report["pairs"]:
        _add_pair(suite, pair)
    for error in report["errors"]:
        case = ET.SubElement(
            suite, "testcase", {"classname": "pyjuliann", "name": printable(error["name"]), "time": "0"}
        )
        message = {"type": "PairError", "message": printable(shortened(error["message"]))}
        ET.SubElement(case, "error", message).text = printable(error["message"])
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _add_pair(suite: ET.Element, pair: Mapping[str, Any]) -> None:
    module = pair["python"].rpartition(".")[0] or "pyjuliann"
    attributes = {"classname": module, "name": pair["name"], "time": f"{pair['seconds']:.3f}"}
    case = ET.SubElement(suite, "testcase", {key: printable(value) for key, value in attributes.items()})
    if pair["verdict"] == "differ":
        aspects = " ".join(finding["aspect"] for finding in pair["findings"]) or "stale"
        given = {"type": aspects, "message": printable(shortened(pair["summary"]))}
        ET.SubElement(case, "failure", given).text = printable(pair_text(pair))
    elif notes := pair_notes(pair):
        ET.SubElement(case, "system-out").text = printable("\n".join(notes))
