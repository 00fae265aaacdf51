"""Every sentence and every label of a report, whoever shows it: the terminal, HTML, JUnit, pytest, a notebook.

What was found is told by its attributes, or by the same facts as plain data (`parity.results.content`): nothing is
imported here, so that any room can have its findings told, and a wrong line is mended in this file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any, Final

Line = tuple[str, str]
"""A label and what it says; the text of code has several lines."""

LONGEST: Final = 300
"""Characters of a message that stands on one line."""

# ---------------------------------------------------------------- in few words


def case_count(cases: int) -> str:
    """Return how many cases there were."""
    return f"{cases} case{'s' * (cases != 1)}"


def shortened(text: str, longest: int = LONGEST) -> str:
    """Return a text on one line, cut if it is too long to read."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[:longest]}…"


def largest_ulp(pair: Mapping[str, Any]) -> str:
    """Return the largest distance of a pair's cases in few characters; "" if none has one."""
    largest = pair["max_ulp"]
    return "" if largest is None else str(largest) if largest < 10**6 else f"{largest:.1e}"


def budget(policy: Mapping[str, Any] | None) -> str:
    """Return how far results may be apart by a policy as `Policy.to_dict` gives it; None for the usual one."""
    if policy is None:
        return "4·√n ULP for n elements, the default"
    ulp = policy["ulp"]
    listed = f"{ulp} ULP" if isinstance(ulp, int) else ", ".join(f"{name} {n} ULP" for name, n in ulp.items())
    listed += "".join(f" or {name}={policy[name]:g}" for name in ("rtol", "atol") if policy[name])
    return f"{listed} ({policy['reason']})" if policy["reason"] else listed


# ---------------------------------------------------------------- two values


def policy_line(policy: Any) -> str:
    """Return what a policy allows."""
    if isinstance(policy.ulp, int):
        parts = [f"{policy.ulp} ULP"]
    else:
        parts = [", ".join(f"{budget} ULP for {name}" for name, budget in policy.ulp.items()) or "0 ULP"]
    told = " or ".join(filter(None, (*parts, policy.tolerances)))
    return f"{told} ({policy.reason})" if policy.reason else told


def place_line(place: Any) -> str:
    """Return where two elements are, and how far apart."""
    at = f"at {place.python_index} (Julia {place.julia_index}): " if place.python_index else ""
    part = f" ({place.part} part)" if place.part else ""
    away = f", {place.ulp} ULP apart" if place.ulp else ""
    return f"{at}{place.python_text} in Python, {place.julia_text} in Julia{away}{part}"


def difference_line(difference: Any) -> str:
    """Return in what two sides differ."""
    at = f" at {difference.python_path} (Julia {difference.julia_path})" if difference.python_path else ""
    return f"{difference.aspect}{at}: {difference.python} in Python, {difference.julia} in Julia"


def comparison_summary(found: Any) -> str:
    """Return what comparing two values found."""
    if found.verdict == "identical":
        return f"identical: {found.python_type}"
    other = [d for d in found.differences if d.aspect != "value"]
    if other:
        more = f" (and {len(other) - 1} more)" if len(other) > 1 else ""
        return f"differ: {other[0]}{more}"
    count = f"{found.differing} of {found.elements} elements" if found.elements > 1 else "the value"
    share = f" ({100 * found.share:.3g} %)" if found.elements > 1 else ""
    zeros = f", {found.signed_zeros} only in the sign of zero" if found.signed_zeros else ""
    if found.verdict == "agree":
        verb = "differs" if found.elements == 1 else "differ"
        by = f" by at most {found.max_ulp} ULP" if found.max_ulp is not None else ""
        return f"agree: {count}{share} {verb}{by}{zeros}{_resting(found, bool(by))}"
    rest = f"; {found.beyond} beyond the budget" if 0 < found.beyond < found.differing else ""
    first = f"; first {found.first}" if found.first and found.first != found.worst else ""
    return f"differ: {count}{share}{zeros}{rest}{first}; worst {found.worst}"


def _resting(found: Any, others: bool) -> str:
    """Say in relative terms by how much the elements differ that agree because of an allowance."""
    if found.widest is None or found.widest.absolute is None:
        return ""
    more = f"; {found.within} by more," if others else " by"
    return f"{more} at most {apart(found.widest)}, which {found.reason} explains"


def allowed_line(found: Any) -> str:
    """Return what was allowed, and at the worst element."""
    told = str(found.policy.told)
    if found.worst is not None and found.worst.allowed:
        told += f"; at the worst element {found.worst.allowed:.2g}, which {found.reason} explains"
    if found.allowance is not None and found.allowance.ill_conditioned:
        told += "; ill-conditioned: rounding alone changes most digits of this result"
    return told


# ---------------------------------------------------------------- why two files differ

FILE_CAUSES: Final = {
    "missing": "what is {a} in {A} is {b} in {B}, at {count} place{s}",
    "padded": "the texts in {side} are padded with blanks or NULs, or bytes against text",
    "text_form": "the texts differ in {form_told} only",
    "truth": "{a} in {A}, {b} in {B}",
    "complex": "{side} is complex, and all its imaginary parts are 0",
    "numbers_as_text": "{side} holds its numbers as text{comma_told}",
    "dates_as_text": "{side} holds its dates as text",
    "date_unit": "dates by {a} in {A}, by {b} in {B}",
    "float_width": "{side} was rounded to {type}",
    "element_type": "another type of numbers: {a} in {A}, {b} in {B}",
    "transposed": "transposed: {a} in {A}, {b} in {B} (Julia's HDF5 writes dimensions in reverse)",
    "kept_dimension": "dimensions of length 1 kept or dropped: {a} in {A}, {b} in {B}",
    "reshaped": "another shape, the same order of elements: {a} in {A}, {b} in {B}",
    "memory_order": "reshaped in the other memory order: {a} in {A}, {b} in {B}",
    "permuted_axes": "axes permuted: {B} is {A}.transpose{axes}",
    "byte_order": "the bytes of each {type} are in the other order (endianness)",
    "signedness": "the same bits, as {a} in {A} and as {b} in {B}",
    "filled": "{side} has {number:g} where the other has NaN, at {count} places",
    "printed": "{side} was rounded to {digits_told}",
    "index_base": "{side} counts from one more: 1-based against 0-based indices",
    "scaled": "{side} is the other times {factor}",
    "offset": "{side} is the other plus {constant}",
    "dates_as_numbers": "{side} holds its dates as {unit} since {epoch}",
    "time_zone": "the times in {side} are {hours} h later: another time zone",
    "turned": "angles a whole turn of {turn} apart at {count} place{s}",
    "signs": "{count} of {of} {lines} have the other sign, as eigenvectors may",
    "reversed": "the {lines} are in reverse order",
    "shifted": "{B}'s {lines} stand {rows_told} than {A}'s{around_told}",
    "left_out": "{side} lacks {rows} {lines} {at_told}",
    "sorted": "the same {rows} {lines} in another order{moved_told}{sorted_told}",
}
"""What a cause of differences between two arrays of files says, by its facts."""


def lines_of(axis: int, ndim: int, count: int = 2) -> str:
    """Return what the parts along a dimension are called: elements, rows, columns."""
    name = "element" if ndim == 1 else ("row", "column")[axis] if ndim == 2 else f"slice along dimension {axis}"
    return name if count == 1 else name.replace("slice", "slices") if ndim > 2 else f"{name}s"


def file_cause_line(cause: Any, names: Sequence[str] = ("A", "B")) -> str:
    """Return why two arrays of files differ, and what is left of it once that is undone."""
    found = cause.comparison
    rest = "they are identical" if found.verdict == "identical" else file_comparison_summary(found)
    causes = (_file_cause(name, facts, names) for name, facts in zip(cause.names, cause.facts, strict=True))
    return f"{'; and '.join(causes)}. Undone, {rest}"


def causes_line(name: str) -> str:
    """Return what is being done about two arrays that differ."""
    return f"looking for the cause in {name or 'the array'}"


def rows_elsewhere_note(keys: Sequence[str]) -> str:
    """Return that two tables have the same rows, and what aligns them."""
    aligned = f": --key {keys[0]} aligns them" if keys else ""
    return f"the rows are the same in another order{aligned}"


def first_rows_line(rows: int, sentence: str) -> str:
    """Return a cause that was sought in the first rows only."""
    return f"in the first {rows:,} rows, where it was looked for: {sentence}"


def _file_cause(name: str, facts: Mapping[str, Any], names: Sequence[str]) -> str:
    sides = dict(zip("AB", names, strict=True))
    told: dict[str, Any] = {**facts, **sides}
    if "side" in facts:
        told["side"] = sides[facts["side"]]
    told["s"] = "" if facts.get("count") == 1 else "s"
    if "axis" in facts:
        told["lines"] = lines_of(facts["axis"], facts["ndim"], facts.get("rows", 2) if name == "left_out" else 2)
    if name == "text_form":
        told["form_told"] = {"unicode": "Unicode's normal form", "case": "upper and lower case"}[facts["form"]]
    elif name == "numbers_as_text":
        told["comma_told"] = ", with a decimal comma" if facts["comma"] else ""
    elif name == "printed":
        count, s = facts["digits"], "" if facts["digits"] == 1 else "s"
        behind = f"{count} digit{s} behind the point" if count else "whole numbers"
        told["digits_told"] = behind if facts["kind"] == "decimals" else f"{count} significant digit{s}"
    elif name == "shifted":
        told["rows_told"] = f"{abs(facts['rows'])} {'later' if facts['rows'] > 0 else 'earlier'}"
        told["around_told"] = ", and go round at the ends" if facts["around"] else ""
    elif name == "left_out":
        at = f"at {facts['at']} (Julia {facts['at'] + 1})"
        told["at_told"] = "at the end" if facts["last"] else "at the start (a header?)" if not facts["at"] else at
    elif name == "sorted":
        few = 2 * facts["moved"] < facts["rows"]
        told["moved_told"] = f", {facts['moved']:,} of them elsewhere" if few else ""
        told["sorted_told"] = f"; {sides[facts['sorted'][0]]} sorted" if len(facts["sorted"]) == 1 else ""
    return FILE_CAUSES[name].format(**told)


# ---------------------------------------------------------------- one call


def method_hint(error: str, message: str) -> str:
    """Return what to give where Julia has the method for other types than those that Python's values arrive as."""
    asked, _, candidates = message.partition("Closest candidates")
    if error != "MethodError" or "no method matching" not in asked:
        return ""
    array = re.search(r"Array\{(\w+),\s?\d|(?:Vector|Matrix)\{(\w+)\}", candidates)
    if array and re.search(r"(Array|Vector)\{Any", asked):
        wanted = array.group(1) or array.group(2)
        return f'a list arrives as Vector{{Any}}: give np.asarray(x), or JuliaValue(x, "Vector{{{wanted}}}")'
    if (wanted := re.search(r"Dict\{\w+, ?\w+\}", candidates)) and "Dict{Any" in asked:
        return f'a dict arrives as Dict{{Any,Any}}: give JuliaValue(x, "{wanted.group()}")'
    if (wanted := re.search(r"(?<!\{)\bFloat\d\d\b", candidates)) and "::Int64" in asked:
        return f'an int arrives as Int64: give float(n), or JuliaValue(n, "{wanted.group()}")'
    return ""


def error_line(outcome: Any) -> str:
    """Return an exception's class and the first line of its text."""
    text = outcome.message if outcome.message.startswith(outcome.error) else f"{outcome.error}: {outcome.message}"
    return str(text).splitlines()[0].strip()


def outcome_line(outcome: Any) -> str:
    """Return what a side made of a call."""
    if outcome.error:
        return f"raised {error_line(outcome)}"
    return outcome.unsupported or f"returned {outcome.type}"


def case_summary(result: Any) -> str:
    """Return the verdict on one call."""
    if result.aspect and (result.expected or result.comparison is None or result.comparison.verdict != "differ"):
        return f"differ: {result.differences[0]}"
    if result.comparison is not None:
        return str(result.comparison.summary)
    return f"{result.verdict}: both raised, {result.python.error} and {result.julia.error}"


def sequence_summary(result: Any, found: str) -> str:
    """Return the verdict on a sequence of calls: which call parts, in what, and what was before."""
    calls = len(result.sequence.steps)
    if result.parted is None:
        return (
            f"{result.verdict}: {calls:,} calls, {found}"
            if result.both_raised
            else f"{result.verdict}: {calls:,} calls"
        )
    case = result.case
    call = f"{result.call}({shortened(case.told, CALL_LONGEST)})"
    if not result.parted:
        return f"the constructor, {call}: {found}"
    same = all(step.verdict == "identical" for step in result.steps[: result.parted])
    was = f" (it was step {result.origin[0]:,} of {result.origin[1]:,})" if result.origin else ""
    before = f", until then {'identical' if same else 'in agreement'}" if result.parted > 1 else ""
    return f"step {result.parted:,} of {calls:,}{was}: {call}{before}: {found}"


ON_ONE_INSTANCE: Final = "calls on one instance that follow each other"
"""What a program's sequences are called."""

CALL_LONGEST: Final = 80
"""Characters of the arguments of a call that stand in a sentence."""


def unreturned_note(method: str, julia: str) -> str:
    """Return that a method returns nothing, and what its Julia function returns is not compared."""
    return f"{method} returns nothing in Python: what {julia} returns is not compared, the fields of the object are"


def no_fields_note(pair: Any) -> str:
    """Return that two objects have no field in common."""
    return (
        f"no attribute of {pair.python.__qualname__} has the name of a field of {pair.julia}: fields are not compared"
    )


def fields_notes(pair: Any, python: Sequence[str], julia: Sequence[str], unfit: Sequence[str]) -> Iterator[str]:
    """Yield which attributes and fields of two objects are not compared: without a twin, or of no kind to compare."""
    if unfit:
        yield f"fields not compared, for they cannot be: {', '.join(unfit)}"
    if python:
        yield f"not compared, for {pair.julia} has no such field: {', '.join(python)} of {pair.python.__qualname__}"
    if julia:
        yield f"not compared, for {pair.python.__qualname__} has no such attribute: {', '.join(julia)} of {pair.julia}"


def diagnosis_summary(diagnosis: Any) -> str:
    """Return the likely cause."""
    if not diagnosis.cause:
        return f"nothing to explain: both sides agree ({diagnosis.cases} cases tried)"
    if not diagnosis:
        return f"unknown cause ({diagnosis.cases} cases tried)"
    detail = f": {diagnosis.detail}" if diagnosis.detail else ""
    trap = f" (pyjuliann traps {diagnosis.trap})" if diagnosis.trap else ""
    return f"{diagnosis.title}{trap}{detail}"


def judgement_summary(judgement: Any) -> str:
    """Return who is closer to the truth."""
    if judgement.reason:
        return f"no judgement: {judgement.reason}"
    errors = f"Python is off by {judgement.python_ulp:.3g} ULP, Julia by {judgement.julia_ulp:.3g}"
    who = {"python": "Python is closer", "julia": "Julia is closer", "": "in doubt"}.get(judgement.closer)
    return f"{who or 'neither is closer'}: against BigFloat {errors} at most{doubts_part(judgement)}"


NO_ROUNDING: Final = (
    "this is no matter of rounding: the two sides are farther apart than that explains, so one of them computes "
    "something else"
)
"""Why the judge names no winner."""


def doubts_part(judgement: Any) -> str:
    """Return which constants in either source are rounded, so that the exact result depends on them."""
    sides = {side: [f"{x!r}" for name, x in judgement.doubts if name == side] for side in ("python", "julia")}
    parts = [f"{', '.join(numbers)} in {side.title()}'s code" for side, numbers in sides.items() if numbers]
    return f"; rounded constants: {' and '.join(parts)}" if parts else ""


def judgement_lines(judgement: Any) -> Iterator[Line]:
    """Yield the errors of both sides; nothing if there is no judgement."""
    if not judgement.reason:
        for name, side in (("Python", "python"), ("Julia", "julia")):
            off, closer = getattr(judgement, f"{side}_ulp"), getattr(judgement, f"{side}_closer")
            yield name, f"{off:.3g} ULP off at most, closer for {closer}"
        yield "numbers", str(judgement.elements)


def comparison_lines(found: Any) -> Iterator[Line]:
    """Yield what comparing two values found."""
    yield "Python", found.python_type
    yield "Julia", found.julia_type
    yield "elements", str(found.elements)
    yield "differing", str(found.differing)
    if found.max_ulp is not None:
        yield "max ULP", str(found.max_ulp)
    yield "budget", f"{found.policy.ulp} ULP"


def side_labels() -> Iterator[Line]:
    """Yield the keys of both sides, each with the label of what it gave."""
    yield "python", "Python gave"
    yield "julia", "Julia gave"


ELEMENT_COLUMNS: Final = (
    ("Python's value", "python_text"), ("Julia's value", "julia_text"), ("ULP", "ulp"), ("absolute", "absolute"),
    ("relative", "relative"),
)  # fmt: skip
"""The titles of a table of elements, each with a key of `Place.to_dict`."""

PLACE_COLUMNS: Final = (("in Python", "python_index"), ("in Julia", "julia_index"))
"""The same for where they are."""


# ---------------------------------------------------------------- one difference


def finding_summary(finding: Any) -> str:
    """Return the kind of difference, how often it was met, and the counterexample's finding."""
    return f"{finding.aspect}, {case_count(finding.count)}: {finding.case.summary}"


def finding_title(pair: Mapping[str, Any], finding: Mapping[str, Any]) -> str:
    """Return in what the sides differ and how often."""
    made = f" of {finding['label']}" if finding["label"] else ""
    return f"{finding['aspect']}: {finding['count']} of {case_count(pair['cases'])}{made}"


def finding_lines(finding: Mapping[str, Any]) -> Iterator[Line]:
    """Yield what is known about a difference: what happened, where, why, and code to see it again."""
    yield found_line(finding["case"])
    yield from allowed_lines(finding)
    yield from probe_lines(finding["probes"])
    yield from cause_lines(finding["diagnosis"])
    yield from judge_lines(finding["judgement"])
    yield from (("Python", finding["python_code"]), ("Julia", finding["julia_code"]))


def found_line(case: Mapping[str, Any]) -> Line:
    """Return what happened in a case."""
    return "found", shortened(case["summary"])


def allowed_lines(finding: Mapping[str, Any]) -> Iterator[Line]:
    """Yield how far apart values may be, where that comes from, and how else it may be said."""
    comparison = finding["case"]["comparison"]
    if finding["aspect"] == "value" and comparison:
        yield "allowed", f"{comparison['allowed']}; ulp=, rtol= and atol=, or scale= allow more"


def judge_lines(judgement: Mapping[str, Any] | None) -> Iterator[Line]:
    """Yield who is closer to the truth, if that was asked."""
    if judgement:
        yield "judge", judgement["summary"]


def cause_lines(diagnosis: Mapping[str, Any] | None) -> Iterator[Line]:
    """Yield the likely cause and its remedies; labels of remedies, which are code, begin with "in "."""
    if diagnosis is None:
        return
    yield "cause", diagnosis["summary"]
    if diagnosis["python_remedy"]:
        yield "in Python", diagnosis["python_remedy"]
    if diagnosis["julia_remedy"]:
        yield "in Julia", diagnosis["julia_remedy"]
    if diagnosis["also"]:
        yield "or", ", ".join(diagnosis["also"])
    search = diagnosis["search"]
    yield from changes_lines(diagnosis)
    if search["repairs"] and all(repair["side"] == "python" for repair in search["repairs"]):
        back = diagnosis["julia_remedy"] or "no change was found"
        yield "way back", f"so changed, Python does what Julia does; for Julia to do what Python does: {back}"
    if not search["repairs"] and search["tried"]:
        ended = ", until time was over" if search["late"] else ""
        yield (
            "change",
            f"none found: {search['tried']} changes of the code tried, one at a time and some in twos{ended}",
        )
    for note in search["notes"]:
        yield "search", note


def changes_lines(diagnosis: Mapping[str, Any] | None) -> Iterator[Line]:
    """Yield the changes of code that make the sides agree, the simplest first."""
    for number, repair in enumerate(diagnosis["search"]["repairs"] if diagnosis else []):
        yield "or change" if number else "change", repair_text(repair)


CODES: Final = {"Python": "python", "Julia": "julia"}
"""The labels of code among what is told of a difference, each with the language's name for those who colour code."""


def repair_text(repair: Mapping[str, Any]) -> str:
    """Return which change of which line makes the sides agree, and on how many cases that was seen."""
    side = "Python" if repair["side"] == "python" else "Julia"
    parts = []
    for edit in repair["edits"]:
        file = f"{PurePath(repair['file']).name}:{edit['line']}" if repair["file"] and edit["line"] else f"{side} code"
        after = shortened(edit["after"]) if edit["after"] else "(left out)"
        parts.append(f"{file}: {shortened(edit['before'])} → {after}")
    cases, left = repair["cases"], repair["left"]
    agree = f"{cases} of {cases + left} cases tried agree, the others have no ordinary numbers in them"
    return f"{' and '.join(parts)}: {agree if left else f'all {cases} cases tried agree'}"


def patches(report: Mapping[str, Any]) -> str:
    """Return the simplest change of a file that was found for each difference, one patch after the other.

    Of two that touch the same lines only the first is there: no program could apply both.
    """
    kept: list[str] = []
    shown: set[tuple[str, int]] = set()
    changed: set[tuple[str, int]] = set()
    for pair in report["pairs"]:
        for finding in pair["findings"]:
            repairs = finding["diagnosis"]["search"]["repairs"] if finding["diagnosis"] else []
            patch = next((r["patch"] for r in repairs if r["file"] and r["patch"]), "")
            lines, old = _lines_of(patch)
            if patch and not (lines & changed or old & shown):
                kept.append(patch)
                shown |= lines
                changed |= old
    return "".join(kept)


def _lines_of(patch: str) -> tuple[set[tuple[str, int]], set[tuple[str, int]]]:
    """Return the lines that a patch shows, and those of them that it changes, each with its file."""
    file, number = patch.split("\n", 1)[0], 0
    shown, changed = set(), set()
    for line in patch.split("\n")[2:-1]:
        if head := re.match(r"@@ -(\d+)", line):
            number = int(head[1])
            continue
        shown.add((file, number))
        if line[:1] in ("-", "+"):
            changed.add((file, number - (line[:1] == "+")))
        number += line[:1] in (" ", "-")
    return shown, changed


def labelled(label: str, text: str) -> list[str]:
    """Return a label and its text as lines; code stands below its label, whole and ready to copy."""
    if "\n" in text or label in CODES:
        return [f"  {label}", *(f"      {line}" for line in text.split("\n"))]
    return [f"  {label:<10}{text}"]


# ---------------------------------------------------------------- probes


def probes_summary(report: Mapping[str, Any]) -> str:
    """Return how far two sides go together, by what both gave to `probe`: a report as `ProbeReport.to_dict` has it."""
    agreed, compared = report["agreed"], report["compared"]
    until = f"; the last that agrees: {probe_text(agreed)}" if agreed else ""
    if report["parts"] == "value":
        what = report["comparison"]["summary"].removeprefix("differ: ")
        return f"parts first at probe {probe_text(report['place'])}: {what}{until}"
    if report["parts"] == "order":
        ways = [
            f"{side} comes to {probe_text(place)}" if place else f"{side} to no further one"
            for side, place in (("Python", report["place"]), ("Julia", report["other"]))
        ]
        return f"the two go different ways: {ways[0]}, {ways[1]}{until}"
    ended = " and ".join(f"{side} raises {error}" for side, error in _ended(report))
    if not compared:
        why = f"; {ended}" if ended else ": none of one side could be compared with one of the other"
        return f"no probe was compared{why}"
    after = f"; after the last, {probe_text(agreed)}, {ended or 'the two part'}"
    return f"{'the one probe agrees' if compared == 1 else f'all {compared} probes agree'}{after}"


def _ended(report: Mapping[str, Any]) -> Iterator[Line]:
    """Yield the sides whose call ended with an exception, and that, unless both did."""
    errors = [("Python", report["python_error"]), ("Julia", report["julia_error"])]
    if not all(error for _, error in errors):
        yield from (line for line in errors if line[1])


def probe_text(place: Mapping[str, Any]) -> str:
    """Return which probe it is, and where it stands in both languages' files."""
    number = _number_text(place)
    lines = [f"{PurePath(side['file']).name}:{side['line']}" for side in (place["python"], place["julia"]) if side]
    told = ", ".join(filter(None, (number, " / ".join(lines))))
    return f"'{place['name']}' ({told})" if told else f"'{place['name']}'"


def probe_name(place: Mapping[str, Any]) -> str:
    """Return which probe it is."""
    number = _number_text(place)
    return f"'{place['name']}' ({number})" if number else f"'{place['name']}'"


def _number_text(place: Mapping[str, Any]) -> str:
    return f"call {place['call']} of it" if place["calls"] > 1 else ""


def at_probe_text(place: Mapping[str, Any], detail: str) -> str:
    """Return the detail of a cause that was found for what parts at a probe."""
    return f"at probe {probe_name(place)}" + (f": {detail}" if detail else "")


def heeded_note(compared: int, cases: int, parted: int) -> str:
    """Return how many probes were compared because that was asked, and what came of it."""
    if not compared:
        return f"no probe was compared in {case_count(cases)}: both sides must have one of the same name"
    told = f"part in {parted} of them, though the results agree" if parted else "agree"
    return f"{compared} probes of {case_count(cases)} were compared, and {told}"


def probe_lines(report: Mapping[str, Any] | None) -> Iterator[Line]:
    """Yield where two sides part by their probes, and what else there is to say of these; nothing without any."""
    if report is None:
        return
    yield "probes", shortened(probes_summary(report), 2 * LONGEST)
    for side, names in (("Python", report["python_only"]), ("Julia", report["julia_only"])):
        if names:
            listed = ", ".join(f"'{name}'" for name in names[:MOST_NAMES])
            more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
            yield "probes", f"only {side} has {listed}{more}"
    yield from (("probes", note) for note in report["notes"])


MOST_NAMES: Final = 8
"""So many names of probes that one side alone has are told."""


def probes_order_note(python: str, julia: str) -> str:
    """Return that both sides have the same probes in another order, with the first that are not alike."""
    return f"the same probes in another order: where Python comes to '{python}', Julia comes to '{julia}'"


def probes_threads_note(names: Sequence[str]) -> str:
    """Return which probes have no order, since several threads have them."""
    listed = ", ".join(f"'{name}'" for name in names)
    return f"not compared: {listed}, which several threads came to in no order that means anything"


def probes_left_note(side: str, kept: int, left: int) -> str:
    """Return how many probes of a side were not kept."""
    return f"not compared: {left} more of {side}'s after the first {kept}, for which there was no room"


def unprobed_note(name: str, reason: str) -> str:
    """Return why a probe's values were not compared."""
    return f"not compared: '{name}': {reason}"


# ---------------------------------------------------------------- one pair


def pair_summary(pair: Any) -> str:
    """Return what checking a pair found."""
    without = without_values(pair.compared, pair.cases, pair.both_raised)
    if pair.verdict == "differ":
        what = f"{pair.differ} of {pair.cases} cases differ" if pair.differ else "an expected difference did not occur"
        first = pair.findings[0] if pair.findings else None
        cause = f"; likely cause: {first.diagnosis.title}" if first and first.diagnosis and first.diagnosis else ""
        return f"differ: {what}{without}{cause}"
    ulp = f", at most {pair.max_ulp} ULP apart" if pair.max_ulp is not None else ""
    return f"{pair.verdict}: {case_count(pair.cases)}{without}, {pair.identical} identical{ulp}{resting(pair)}"


def resting(pair: Any) -> str:
    """Return how far apart, in plain terms, cases are that agree because of an allowance, and what explains it."""
    comparison = pair.widest.comparison if pair.widest is not None else None
    if comparison is None or comparison.widest is None:
        return ""
    more = "more, " if pair.max_ulp is not None else ""
    return f"; {pair.within} by {more}at most {apart(comparison.widest)}: {comparison.reason}"


def apart(place: Any) -> str:
    """Return how far apart two numbers are: in relative terms, or absolute ones near zero."""
    if place.relative is not None and place.relative < NEAR:
        return f"{place.relative:.2g} relative"
    return f"{place.absolute:.2g}"


NEAR: Final = 1e-3
"""Relative differences above it say more about the zero nearby than about the numbers."""


def uncounted_note(difference: object, cases: int) -> str:
    """Return which difference does not count, and in how many cases it was seen."""
    return f"{difference} (does not count; {case_count(cases)})"


def merged_summary(pair: Mapping[str, Any]) -> str:
    """Return what several checks of one pair found."""
    without = without_values(pair["compared"], pair["cases"], pair["both_raised"])
    return f"{pair['verdict']}: {case_count(pair['cases'])}{without}, {pair['differ']} differ"


def comparison_line(pair: Mapping[str, Any]) -> str:
    """Return what comparing a pair in tests came to."""
    cases = case_count(pair["cases"]) + without_values(pair["compared"], pair["cases"], pair["both_raised"])
    ulp = f", at most {largest_ulp(pair)} ULP apart" if pair["ulp_counts"] else ""
    return f"{pair['verdict']:<10}{pair['name']}: {cases}{ulp}"


def without_values(compared: int, cases: int, both_raised: int) -> str:
    """Return in how many cases values were compared, to follow a count of cases; "" if in all of them."""
    if compared == cases:
        return ""
    raised = f", {both_raised} raised on both sides" if both_raised else ""
    return f", {compared or 'none'} compared values{raised}"


def pair_lines(pair: Mapping[str, Any]) -> Iterator[Line]:
    """Yield what is known about a pair besides its differences."""
    yield "found", pair["summary"]
    yield "budget", budget(pair["policy"])
    if "calls" not in pair:
        yield "seed", str(pair["seed"])
    if pair["also"]:
        yield "also tried", "; ".join(other["summary"] for other in pair["also"])
    if pair["worst_agreeing"]:
        yield "worst that agrees", pair["worst_agreeing"]["summary"]


def pair_notes(pair: Mapping[str, Any]) -> list[str]:
    """Return what a reader should know of a pair: first in how many cases values were compared, unless in all."""
    notes = [*pair["notes"]]
    if "calls" in pair:
        notes = [*filter(None, [because_line(pair)]), *left_lines(pair["calls"]), *notes]
        notes += [calls_line(pair["calls"])] if pair["calls"]["seen"] != pair["calls"]["compared"] else []
    if pair["compared"] == pair["cases"]:
        return notes
    raised = f"; {pair['both_raised']} raised on both sides" if pair["both_raised"] else ""
    share = f"{pair['compared'] or 'none'} of {case_count(pair['cases'])}"
    return [f"values were compared in {share}{raised}", *notes]


def note_on(pair: Mapping[str, Any], note: str) -> str:
    """Return a note where notes on several pairs stand together."""
    return f"note on {pair['name']}: {note}"


def stale_lines(pair: Mapping[str, Any]) -> list[str]:
    """Return which expected differences did not occur."""
    return [f"stale: {text}" for text in pair["stale"]]


def also_summary(other: Any) -> str:
    """Return what came of a kind of argument that nobody asked for."""
    if other.first is None:
        return f"{other.label}: {other.verdict}"
    return f"{other.label}: {other.differ} of {other.cases} differ ({other.first.aspect}, on {other.first.case.told})"


def also_line(pair: Mapping[str, Any]) -> str:
    """Return what came of kinds of argument that nobody asked for; "" if none was tried."""
    tried = "; ".join(shortened(other["summary"]) for other in pair["also"])
    return f"also tried: {tried}" if tried else ""


def again_line(pair: Mapping[str, Any]) -> str:
    """Return how to have the same cases again; of a program's calls, which is the first of them."""
    if "place" in pair:
        return f"first: {call_place_line(pair['place'])}" if pair["place"] else "the call was saved"
    return f"the same cases again: --seed {pair['seed']}"


def pair_text(pair: Mapping[str, Any]) -> str:
    """Return a pair's differences as plain text, for where there is no terminal to style them for."""
    lines = [f"{pair['name']}: {pair['summary']}"]
    for finding in pair["findings"]:
        lines.append(finding_title(pair, finding))
        for label, text in finding_lines(finding):
            lines += labelled(label, text)
    lines += stale_lines(pair)
    lines += filter(None, [also_line(pair)])
    lines += [f"note: {text}" for text in pair_notes(pair)]
    return "\n".join(lines)


def option_lines(pair: Any) -> Iterator[Line]:
    """Yield what a pair was declared with."""
    yield "Python", pair.python_name
    yield "Julia", str(pair.julia)
    yield "using", ", ".join(pair.using)
    yield "budget", budget(pair.policy.to_dict()) if pair.policy else ""
    yield "known", ", ".join(expected.aspect for expected in pair.expect)


# ---------------------------------------------------------------- notes


def lines_note(found: Any) -> list[str]:
    """Return which lines of the Python function no case ran, if any is known: an `Unreached`, or None."""
    if found is None:
        return []
    lines = ", ".join(map(str, found.lines))
    return [f"none of {case_count(found.cases)} ran line{'s' * (len(found.lines) > 1)} {lines} of {found.file}"]


APART: Final = {
    "range": "so near the ends of the range that what comes in between leaves it",
    "rounding": "whose result rounding alone decides",
}
"""Why cases say nothing of whether a pair agrees."""


def apart_note(results: Sequence[Any]) -> str:
    """Return how many cases say nothing, all for one reason, and the first of them."""
    first = results[0]
    said = f"on ({first.case.told}) Python {outcome_text(first.python, 'python')}, "
    said += f"Julia {outcome_text(first.julia, 'julia')}"
    return f"set apart from the verdict: {case_count(len(results))} {APART[first.apart]}; {said}"


def outcome_text(outcome: Any, notation: str) -> str:
    """Return what one side made of a case, its result with the value."""
    return f"gives {shortened(outcome.text(notation))}" if outcome.returned else str(outcome)


def stopped_note(cases: int, why: object) -> str:
    """Return after how many cases a check was stopped, and by what."""
    return f"stopped after {case_count(cases)}: {why}"


def arguments_note(label: str) -> str:
    """Return which kind of argument was taken, of several."""
    return f"arguments: {label}, the likeliest of those that both sides take"


def further_note(kinds: Iterable[tuple[str, str]]) -> str:
    """Return which kinds of difference, of which arguments, have no part of their own in the report."""
    return "further differences: " + ", ".join(f"{kind} ({label})" for kind, label in kinds)


def failed_note(doing: str, error: BaseException) -> str:
    """Return which closer look at a difference failed, and how."""
    return f"{doing} failed: {type(error).__name__}: {error}"


def uncompared_note(aspect: str, left: Sequence[object], cases: int) -> str:
    """Return in how many cases an expected difference of form left values that could not be compared."""
    return (
        f"the expected difference in {aspect} left values of {len(left)} of {case_count(cases)} uncompared: {left[0]}"
    )


def unexercised_note(aspect: str) -> str:
    """Return which expected difference no case was about."""
    return f"the expected difference in {aspect} was not exercised by any case"


def stale_note(aspect: str, reason: str = "", cases: int | None = None) -> str:
    """Return which expected difference did not occur, in how many cases."""
    why = f" ({reason})" if reason else ""
    where = "" if cases is None else f" in {cases} cases"
    return f"the expected difference in {aspect}{why} did not occur{where}"


def only_errors_note(raised: type[BaseException] | None) -> str:
    """Return that a call of a test compared nothing, and how to say that an error is what the test is about."""
    how = f"raises={raised.__name__}" if raised is not None else "raises="
    return f"both sides raised, so nothing was compared; a test that is about an error says so: {how}"


def other_error_note(wanted: Iterable[type[BaseException]], python: object) -> str:
    """Return that a call of a test did not raise what the test expects."""
    return f"the test expects {' or '.join(kind.__name__ for kind in wanted)} (raises=); Python {python}"


# ---------------------------------------------------------------- a program's calls

NOT_REPRODUCIBLE: Final = "gives another result when it is called again in Python, as it depends on more than arguments"
"""Why a call that differs is left out."""


def call_count(calls: int) -> str:
    """Return how many calls there were."""
    return f"{calls} call{'s' * (calls != 1)}"


def calls_line(calls: Mapping[str, Any]) -> str:
    """Return what became of a function's calls, in counts as `CallCounts.to_dict` gives them."""
    parts = [(calls["equal"], "equal to one of these"), (calls["passed"], "not drawn for the sample")]
    others = ", ".join(f"{n} {what}" for n, what in parts if n)
    told = f"{call_count(calls['seen'])} seen, {calls['kept']} kept{f' ({others})' * bool(others)}"
    return f"{told}, {calls['compared']} compared"


def left_lines(calls: Mapping[str, Any]) -> Iterator[str]:
    """Yield how many of a function's calls were left out, and why."""
    for reason, count in calls["left"].items():
        yield f"left out: {call_count(count)}: {reason}"


def nothing_compared(name: str, seen: int, left: Mapping[str, int], raised: int) -> str:
    """Return that a function was called and nothing compared, and why."""
    reasons = [f"{call_count(count)}: {reason}" for reason, count in left.items()]
    if raised:
        reasons.append(f"{call_count(raised)} raised on both sides")
    return f"{name}: nothing was compared of {call_count(seen)}: {'; '.join(reasons) or 'none was kept'}"


def call_place_line(place: Mapping[str, Any]) -> str:
    """Return which call of a program it is, and in which others."""
    around = "".join(f", in {c['function']} (call {c['number']})" for c in place["callers"])
    number = f"call {place['number']} of the program" if place["number"] else "a call that was not kept"
    return f"{place['function']}, {number}{around}"


def because_line(pair: Mapping[str, Any]) -> str:
    """Return what of a function's differences is that of the functions that it calls; "" if nothing is."""
    names = _and(pair["because"])
    if not names:
        return ""
    one = len(pair["because"]) == 1
    if pair["problem"]:
        do = "does" if one else "do"
        return f"differs, as {do} {names} in it; whether it would without could not be tried: {pair['problem']}"
    if pair["own"]:
        return f"differs by itself: with Julia's {names} in it, Python's still differs from Julia's"
    does = "does" if one else "do"
    return f"differs because {names} {does}: with Julia's {names} in it, Python's agrees with Julia's"


def _and(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def follows(pair: Mapping[str, Any]) -> bool:
    """Whether a function differs only, as far as is known, because those that it calls do."""
    return bool(pair.get("because")) and not pair["own"]


def replayed_summary(pair: Any) -> str:
    """Return what replaying a function's calls found."""
    if pair.verdict != "differ" or not pair.because or pair.own:
        return pair_summary(pair)
    names = _and(pair.because)
    surely = "because" if not pair.problem else "as do calls within them, of"
    return f"differ: {pair.differ} of {call_count(pair.cases)} differ, {surely} {names}{_do(pair)}"


def _do(pair: Any) -> str:
    return "" if pair.problem else " does" if len(pair.because) == 1 else " do"


def processes_note(count: int) -> str:
    """Return that the program started processes of its own, whose calls were not seen."""
    return f"the program started {count} child process{'es' * (count != 1)}; calls in there were not seen"


def several_processes_note(count: int) -> str:
    """Return that the calls are those of several processes."""
    return f"the calls are those of {count} processes, each with an order of its own"


def uncalled_line(program: str, names: Iterable[str]) -> str:
    """Return that a program called none of the watched functions."""
    return f"nothing was compared: {program} called none of {', '.join(names)}"


def replay_lines(report: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a replay says of the whole program; nothing of another report."""
    replay = report.get("replay")
    if replay is None:
        return
    if replay["saved"]:
        yield f"replayed: {replay['program']}"
        return
    if replay["exit_code"] is not None:
        yield f"{replay['program']} ended with exit code {replay['exit_code']}"
    if replay["uncalled"]:
        yield f"never called: {', '.join(replay['uncalled'])}"
    yield from replay["notes"]
    if replay["first"]:
        yield f"first to differ: {call_place_line(replay['first'])}"
    elif report["verdict"] == "differ":
        yield "which call is the first to differ by itself could not be found out"


# ---------------------------------------------------------------- all pairs

TITLES: Final = {
    "pair": "pair", "verdict": "verdict", "cases": "cases", "identical": "identical", "agree": "agree",
    "differ": "differ", "max_ulp": "max ULP", "error": "error", "seen": "calls", "follows": "follows",
}  # fmt: skip
"""The titles of the table of pairs, by the keys of a pair."""

FILTERS: Final = (("", "all verdicts"), ("differ", "differ"), ("agree", "agree"), ("identical", "identical"))
"""The verdicts that a page can be cut down to, each with its label."""

FILTER_LABELS: Final = ("Pair", "Verdict")
"""What is typed, and what is chosen, to cut it down."""

AGREEING: Final = "What agrees"
"""The title above the pairs that agree."""

AXIS: Final = "largest distance of a case, in ULP"
"""What the bars of the histogram stand over."""


def bars_line(bars: Iterable[tuple[str, int]]) -> str:
    """Return a histogram in words."""
    return f"Cases by largest distance: {', '.join(f'{count} at {label} ULP' for label, count in bars if count)}"


def counts_line(count: int, counts: Mapping[str, int], errors: int = 0) -> str:
    """Return how many pairs have which verdict."""
    listed = ", ".join(f"{number} {verdict}" for verdict, number in counts.items() if number)
    unchecked = f", {errors} could not be checked" if errors else ""
    return f"{count} pair{'s' * (count != 1)}: {listed or 'nothing checked'}{unchecked}"


def summary_line(report: Mapping[str, Any]) -> str:
    """Return the report in one line."""
    counted = counts_line(len(report["pairs"]), report["counts"], len(report["errors"]))
    return " · ".join(filter(None, (counted, engine_line(report["engine"]))))


def engine_line(engine: Mapping[str, Any]) -> str:
    """Return what the Julia side ran on; "" if that is not known."""
    if not engine:
        return ""
    recorded = f", recorded {engine['recorded']}" if engine.get("recorded") else ""
    return f"{engine['engine']} engine, Julia {engine['julia_version']}{recorded}"


def about_lines(report: Mapping[str, Any]) -> Iterator[Line]:
    """Yield what both sides ran on."""
    engine, versions = report["engine"], report["versions"]
    yield "Julia", engine_line(engine)
    yield "runs on", ", ".join(str(engine[key]) for key in ("executable", "blas") if engine.get(key))
    yield "Python", ", ".join(f"{name} {version}" for name, version in versions.items())


def error_lines(report: Mapping[str, Any]) -> Iterator[Line]:
    """Yield what could not be checked, and why."""
    yield from (("not checked", error["message"]) for error in report["errors"])


def unmatched_lines(report: Mapping[str, Any]) -> Iterator[str]:
    """Yield which functions have no twin in the other language."""
    for language, names in report["unmatched"].items():
        if names:
            yield f"no twin for {language.title()}'s {', '.join(names)}"


# ---------------------------------------------------------------- in GitHub Actions


def annotation_title(pair: Mapping[str, Any], finding: Mapping[str, Any]) -> str:
    """Return which pair an annotation is about, and in what its sides differ."""
    return f"{pair['name']}: {finding_title(pair, finding)}"


def annotation_text(finding: Mapping[str, Any]) -> str:
    """Return what an annotation says of a difference: what happened, why, and what to change."""
    entries = (
        found_line(finding["case"]),
        *probe_lines(finding["probes"]),
        *cause_lines(finding["diagnosis"]),
        *judge_lines(finding["judgement"]),
    )
    return "\n".join(f"{label}: {text}" for label, text in entries)


def error_title(error: Mapping[str, Any]) -> str:
    """Return what could not be checked."""
    return f"{error['name']}: not checked"


def unannotated_line(count: int) -> str:
    """Return how many differences have no annotation."""
    return f"{count} more, of which GitHub would show no annotation: the job's summary and this log have them"


def no_summary_line(why: str) -> str:
    """Return that a job has no summary, and why."""
    return f"pyjuliann wrote no summary of this job: {why}"


def unset_line(variable: str) -> str:
    """Return that a variable of the environment is not set."""
    return f"{variable} is not set"


def no_room_line(variable: str, most: int) -> str:
    """Return that the file which a variable names is full."""
    return f"{variable} has no room left: GitHub takes {most} bytes of a step"


def cut_report_line(sections: int, rows: int) -> str:
    """Return what was left out of a report for which there is not enough room."""
    parts = [f"{n} {what}" for n, what in ((rows, "rows of the table"), (sections, "sections")) if n]
    return f"Left out, for want of room: {' and '.join(parts)}."


def cut_code_line(count: int) -> str:
    """Return how much of a piece of code is not shown."""
    return f"… and {count} characters more"


# ---------------------------------------------------------------- two files


def side_names(a: PurePath, b: PurePath) -> tuple[str, str]:
    """Return what two files are called in a report: by their names, if these tell them apart."""
    if a.name != b.name:
        return a.name, b.name
    return (str(a), str(b)) if str(a) != str(b) else (f"{a.name} (first)", f"{b.name} (second)")


def counted(number: int, what: str) -> str:
    """Return how many there are of something."""
    return f"{number:,} {what}{'s' * (number != 1)}"


def dtype_note(a: str, b: str) -> str:
    """Return that dtypes differ where that does not count."""
    return f"dtype: {a} and {b} (does not count)"


def extended_note(wide: str, narrow: str) -> str:
    """Return that numbers of a width without ULP distances were rounded."""
    return f"{wide} is compared as {narrow}"


def time_zone_note(a: str, b: str) -> str:
    """Return in which time zones times were given; "" for one that is not said."""
    return f"time zones: {a or 'none'} and {b or 'none'}; compared in UTC"


def as_matrix_note(a: str, b: str) -> str:
    """Return that shapes differ as the format of one makes them."""
    return f"shapes: {a} and {b}; compared without the dimensions of length 1, which a format without vectors adds"


def unlike_names_note(a: str, b: str) -> str:
    """Return that the only arrays of two files were compared, whatever they are called."""
    return f"the only array of each file: {a!r} and {b!r}"


def by_position_note() -> str:
    """Return that columns were matched by their places, for one file does not name them."""
    return "one file does not name its columns: matched in their order"


def columns_as_matrix_note(names: Sequence[str]) -> str:
    """Return that columns were compared with a matrix, in their order."""
    listed = ", ".join(names) if len(names) <= 8 else f"{', '.join(names[:8])}, …"
    return f"columns taken as those of the matrix, in their order: {listed}"


def rows_alone_note(common: int) -> str:
    """Return that rows were put in one order."""
    return f"rows of one key are compared, whatever their order: {counted(common, 'row')}"


def reversed_note(name: str) -> str:
    """Return that the dimensions of a file were turned round, as the user said."""
    return f"the dimensions of {name} are turned round, as --reversed says"


TRANSPOSED: Final = FILE_CAUSES["transposed"].partition(":")[0]
"""How the sentence begins that says so."""


def turning_note(side: str, name: str) -> str:
    """Return how to have a file's dimensions turned round."""
    return f"--reversed {side} takes the dimensions of {name} for Julia's, which HDF5 keeps in reverse"


def same_file_note() -> str:
    """Return that a file was compared with itself."""
    return "both are one file, which says nothing of two programs"


def key_gone_problem(key: str, columns: Sequence[str]) -> str:
    """Return that a key is no column."""
    listed = ", ".join(columns[:20]) or "no column"
    return f"--key: has no column {key!r} with one value for each row; there are {listed}"


def key_missing_problem(key: str, row: int) -> str:
    """Return that a row has no key."""
    return f"--key: row {row} (from 1: {row + 1}) has no {key!r}"


def key_repeated_problem(keys: Sequence[str], label: str, first: int, second: int) -> str:
    """Return that a key does not tell rows apart."""
    return (
        f"--key: {' and '.join(keys)} {label} is that of rows {first} and {second} (from 1: {first + 1}, {second + 1})"
    )


def keys_apart_problem(keys: Sequence[str], other: str, a: str, b: str) -> str:
    """Return that two files have no key in common."""
    named = " and ".join(keys)
    return f"--key: no {named} is in both files; {other} begins with {a or 'none'}, this one with {b or 'none'}"


def nothing_compared_problem(a: str, b: str) -> str:
    """Return that two files hold nothing that could be compared."""
    return f"{a} and {b}: nothing was compared, for neither holds an element that could be"


def vanished_problem(a: str, b: str, how: str) -> str:
    """Return that two files could not be read because the process that did so came to an end."""
    return f"{a} and {b}: the process that read them {how}: a file may be damaged"


FILE_TITLES: Final = {
    "verdict": "verdict", "name": "array", "elements": "elements", "differing": "differing", "max_ulp": "max ULP",
    "max_absolute": "max absolute", "max_relative": "max relative",
}  # fmt: skip
"""The titles of the table of arrays, by the keys of an array."""


def digits(value: Any) -> str:
    """Return a number of a table in few characters; "" for none."""
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value) if value < 10**6 else f"{value:.1e}"
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def file_array_name(name: str, other: str) -> str:
    """Return what two arrays that were compared are called."""
    if name == other:
        return name or "(the array)"
    return f"{name or '(unnamed)'} / {other or '(unnamed)'}"


def file_comparison_summary(found: Any) -> str:
    """Return what comparing two arrays or columns of files found."""
    form = [f"{d.aspect} {d.python} against {d.julia}" for d in found.differences if d.aspect != "value"]
    if not found.differing:
        rest = f"; {counted(found.elements, 'element')} equal in value" if form and found.elements else ""
        return f"differ: {' and '.join(form)}{rest}" if form else f"identical: {counted(found.elements, 'element')}"
    share = f" ({100 * found.share:.3g} %)" if found.elements > 1 else ""
    count = f"{found.differing:,} of {counted(found.elements, 'element')}{share}"
    zeros = f", {found.signed_zeros} only in the sign of zero" if found.signed_zeros else ""
    rest = f"; {found.beyond:,} beyond what is allowed" if 0 < found.beyond < found.differing else ""
    largest = f", by at most {distances(found.max_ulp, found.max_absolute, found.max_relative)}"
    largest = largest if found.max_ulp or found.max_absolute is not None else ""
    head = f"{' and '.join(form)}; " if form else ""
    return f"{found.verdict}: {head}{count}{zeros}{largest}{rest}"


def until_then_line(found: Any, size: int) -> str:
    """Return what comparing two arrays of so many elements had found when it was stopped."""
    share = f"{found.elements:,} of {counted(size, 'element')} had been compared"
    if not found.elements:
        return share
    first = f", the first at {found.first.python_index} (Julia {found.first.julia_index})" if found.first else ""
    return f"{share}: {file_comparison_summary(found)}{first}"


def compared_line(name: str, done: int, size: int, seconds: float) -> str:
    """Return how far the comparison of two arrays is."""
    left = seconds * (size - done) / done if done else 0.0
    more = f", {left:,.0f} s left" if left >= 1 else ""
    return f"comparing {name or 'the array'}: {100 * done / max(1, size):.0f} % of {counted(size, 'element')}{more}"


NOT_BEGUN: Final = "had not been begun when it was stopped"
STOPPED: Final = "stopped by Ctrl-C"


def distances(ulp: int | None, absolute: Any, relative: Any) -> str:
    """Return distances in words, those that are known."""
    parts = ((ulp, "ULP"), (absolute, "absolute"), (relative, "relative"))
    return ", ".join(f"{digits(value)} {unit}" for value, unit in parts if value is not None)


def file_place_line(place: Mapping[str, Any], names: Sequence[str]) -> str:
    """Return where two elements of files are, in both index bases, and how far they are apart."""
    at = f"at {place['python_index']} (Julia {place['julia_index']})" if place["python_index"] else ""
    row = f"row of key {place['row']}" if place["row"] else ""
    where = ", ".join(filter(None, (row, at)))
    part = f" ({place['part']} part)" if place["part"] else ""
    apart = distances(place["ulp"], place["absolute"], place["relative"])
    away = f", {apart} apart" if apart else ""
    values = f"{place['a_text']} in {names[0]}, {place['b_text']} in {names[1]}"
    return f"{where}: {values}{away}{part}" if where else f"{values}{away}{part}"


def file_array_lines(array: Mapping[str, Any], names: Sequence[str]) -> Iterator[Line]:
    """Yield what is known about two arrays: what differs, where, why, and what would agree."""
    yield "found", array["summary"]
    first, worst = array["first"], array["worst"]
    if first:
        yield "first", file_place_line(first, names)
    if worst and worst != first:
        yield "worst", file_place_line(worst, names)
    if array["cause"]:
        yield "cause", array["cause"]
    if array["enough"]:
        yield "allow", array["enough"]
    for note in array["notes"]:
        yield "note", note


def enough_line(found: Any) -> str:
    """Return which option would let two arrays agree that are near each other; "" where none would."""
    form = any(d.aspect != "value" for d in found.differences)
    if form or not found.beyond or found.max_ulp is None or found.max_relative is None:
        return ""
    if found.max_ulp < NEAR_IN_ULP:
        return f"--ulp {found.max_ulp} would do"
    # rounded up to two digits
    return f"--rtol {found.max_relative * 1.05:.1e} would do" if found.max_relative < NEAR else ""


NEAR_IN_ULP: Final = 10_000
"""Distances above it are easier to grasp in relative terms."""


def unexplained_note(most: int) -> str:
    """Return that causes were not sought everywhere."""
    return f"a cause was sought for the first {most} that differ"


def more_arrays_line(count: int) -> str:
    """Return how many arrays a table in the terminal leaves out."""
    return f"… and {count:,} more"


def untold_line(count: int) -> str:
    """Return of how many arrays that differ the terminal does not say where."""
    return f"{count:,} more differ: --json, --html, --junit and --markdown tell of all"


def file_notes(report: Mapping[str, Any]) -> Iterator[Line]:
    """Yield what the two files are, and what was done to them while reading."""
    for side in ("a", "b"):
        facts = report[side]
        yield facts["name"], "; ".join((facts["format"], *facts["notes"]))
    for note in report["notes"]:
        yield "note", note


def file_alone_lines(report: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is in one file alone."""
    for side in ("a", "b"):
        name = report[side]["name"]
        if names := report[f"only_{side}"]:
            yield f"only in {name}: {listing(names)}"
        if rows := report[f"rows_{side}"]:
            yield f"{counted(len(rows), 'row')} only in {name}: {listing(rows)}"


def listing(names: Sequence[str], most: int = 20) -> str:
    """Return names in a row, the first of many."""
    rest = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(name or "(unnamed)" for name in names[:most]) + rest


def file_error_lines(report: Mapping[str, Any]) -> Iterator[Line]:
    """Yield what could not be compared, and why."""
    yield from (("not compared", f"{error['name']} {error['message']}") for error in report["errors"])


def files_summary(report: Mapping[str, Any]) -> str:
    """Return the comparison of two files in one line."""
    listed = ", ".join(f"{number} {verdict}" for verdict, number in report["counts"].items() if number)
    alone = sum(len(report[key]) for key in ("only_a", "only_b"))
    rows = sum(len(report[key]) for key in ("rows_a", "rows_b"))
    parts = [
        f"{counted(len(report['arrays']), report['kind'])}: {listed or 'nothing compared'}",
        f"{alone} in one file only" if alone else "",
        f"{counted(rows, 'row')} in one file only" if rows else "",
        f"{len(report['errors'])} could not be compared" if report["errors"] else "",
        STOPPED if report["interrupted"] else "",
    ]
    return f"{', '.join(filter(None, parts))} · {report['a']['name']} against {report['b']['name']}"
