"""Every sentence and every label of a report, whoever shows it: the terminal, HTML, JUnit, pytest, a notebook.

What was found is told by its attributes, or by the same facts as plain data (`parity.results.content`): nothing is
imported here, so that any room can have its findings told, and a wrong line is mended in this file. A sentence is a
`phrase`, whose Korean stands in `korean.wording`: it reads as English until who shows it says ``translated``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any, Final

from pyjuliann.language import (
    Language,
    Phrase,
    Words,
    as_phrase,
    english,
    first_line,
    joined,
    padded,
    phrase,
    sentence,
    translated,
    words_in,
)
from pyjuliann.language import shortened as cut

Line = tuple[str, str]
"""A label and what it says; the text of code has several lines."""

LONGEST: Final = 300
"""Characters of a message that stands on one line."""

TABLES: Final = tuple(
    f"pyjuliann.korean.{name}"
    for name in (
        "wording", "causes", "parity", "training", "commands", "help", "book", "values",
        "files", "pairing", "running", "tools", "twins", "distributed", "sweeps",
        "engines", "machine",
    )
)  # fmt: skip
"""The modules with the Korean of what reports say."""


def words_of(language: Language) -> Words:
    """Return what puts the sentences of a report into a language.

    Examples
    --------
    >>> translated(case_count(3), words_of("ko"))
    '사례 3개'
    """
    return words_in(language, *TABLES)


# ---------------------------------------------------------------- in few words


def case_count(cases: int) -> str:
    """Return how many cases there were."""
    return phrase("{} case" if cases == 1 else "{} cases", cases)


def values_count(values: int) -> str:
    """Return how many values there are."""
    return phrase("{:,} value" if values == 1 else "{:,} values", values)


def shortened(text: str, longest: int = LONGEST) -> str:
    """Return a text on one line, cut if it is too long to read."""
    return cut(text, longest)


def system_reason(error: OSError) -> str:
    """Return why the system refused something, one of `SYSTEM_SAYS` as a rule, else what the error says."""
    return as_phrase(error.strerror) if error.strerror else sentence(str(error))


SYSTEM_SAYS: Final = (
    "Address already in use", "Cannot allocate memory", "Connection refused", "Connection reset by peer",
    "Device or resource busy", "Directory not empty", "Disk quota exceeded", "Exec format error", "File exists",
    "File name too long", "File too large", "Input/output error", "Invalid argument", "Is a directory",
    "No space left on device", "No such device or address", "No such file or directory", "Not a directory",
    "Operation not permitted", "Permission denied", "Read-only file system", "Text file busy",
    "Too many levels of symbolic links", "Too many open files",
)  # fmt: skip
"""The sentences of systems after POSIX that have their Korean."""


def largest_ulp(pair: Mapping[str, Any]) -> str:
    """Return the largest distance of a pair's cases in few characters; "" if none has one."""
    largest = pair["max_ulp"]
    return "" if largest is None else str(largest) if largest < 10**6 else f"{largest:.1e}"


def budget(policy: Mapping[str, Any] | None) -> str:
    """Return how far results may be apart by a policy as `Policy.to_dict` gives it; None for the usual one."""
    if policy is None:
        return phrase("4·√n ULP for n elements, the default")
    ulp = policy["ulp"]
    by_type = [f"{ulp} ULP"] if isinstance(ulp, int) else [f"{name} {n} ULP" for name, n in ulp.items()]
    others = [f"{name}={policy[name]:g}" for name in ("rtol", "atol") if policy[name]]
    return _with_reason(joined(OR, (", ".join(by_type), *others)), policy["reason"])


OR: Final = " or "


def _with_reason(told: str, reason: str) -> str:
    return phrase("{} ({})", told, reason) if reason else told


# ---------------------------------------------------------------- two values


def policy_line(policy: Any) -> str:
    """Return what a policy allows."""
    if isinstance(policy.ulp, int):
        ulp: str = f"{policy.ulp} ULP"
    else:
        by_type = (phrase("{} ULP for {}", budget, name) for name, budget in policy.ulp.items())
        ulp = joined(", ", by_type) or "0 ULP"
    return _with_reason(joined(OR, (ulp, policy.tolerances)), policy.reason)


def place_line(place: Any) -> str:
    """Return where two elements are, and how far apart."""
    at = phrase("at {} (Julia {}): ", place.python_index, place.julia_index) if place.python_index else ""
    part = phrase(" ({} part)", phrase(place.part)) if place.part else ""
    away = phrase(", {} ULP apart", place.ulp) if place.ulp else ""
    return phrase("{}{} in Python, {} in Julia{}{}", at, place.python_text, place.julia_text, away, part)


def difference_line(difference: Any) -> str:
    """Return in what two sides differ."""
    at = phrase(" at {} (Julia {})", difference.python_path, difference.julia_path) if difference.python_path else ""
    return phrase("{}{}: {} in Python, {} in Julia", phrase(difference.aspect), at, difference.python, difference.julia)


def comparison_summary(found: Any) -> str:
    """Return what comparing two values found."""
    if found.verdict == "identical":
        return phrase("identical: {}", found.python_type)
    other = [d for d in found.differences if d.aspect != "value" or found.worst is None]
    if other:
        more = phrase(" (and {} more)", len(other) - 1) if len(other) > 1 else ""
        return phrase(DIFFER, phrase("{}{}", other[0], more))
    count = phrase("{} of {} elements", found.differing, found.elements) if found.elements > 1 else phrase("the value")
    share = f" ({100 * found.share:.3g} %)" if found.elements > 1 else ""
    zeros = phrase(", {} only in the sign of zero", found.signed_zeros) if found.signed_zeros else ""
    if found.verdict == "agree":
        by = phrase(" by at most {} ULP", found.max_ulp) if found.max_ulp is not None else ""
        told = "agree: {}{} differs{}{}{}" if found.elements == 1 else "agree: {}{} differ{}{}{}"
        return phrase(told, count, share, by, zeros, _resting(found, bool(by)))
    rest = phrase("; {} beyond the budget", found.beyond) if 0 < found.beyond < found.differing else ""
    first = phrase("; first {}", found.first) if found.first and found.first != found.worst else ""
    return phrase(DIFFER, phrase("{}{}{}{}{}; worst {}", count, share, zeros, rest, first, found.worst))


DIFFER: Final = "differ: {}"


def _resting(found: Any, others: bool) -> str:
    """Say in relative terms by how much the elements differ that agree because of an allowance."""
    if found.widest is None or found.widest.absolute is None:
        return ""
    away, reason = apart(found.widest), found.reason
    if others:
        return phrase("; {} by more, at most {}, which {} explains", found.within, away, reason)
    return phrase(" by at most {}, which {} explains", away, reason)


def allowed_line(found: Any) -> str:
    """Return what was allowed, and at the worst element."""
    parts = [found.policy.told]
    if found.worst is not None and found.worst.allowed:
        parts.append(phrase("at the worst element {:.2g}, which {} explains", found.worst.allowed, found.reason))
    if found.allowance is not None and found.allowance.ill_conditioned:
        parts.append(phrase("ill-conditioned: rounding alone changes most digits of this result"))
    return joined("; ", parts)


# ---------------------------------------------------------------- why two files differ

FILE_CAUSES: Final = {
    "missing": "what is {a} in {A} is {b} in {B}, at {places}",
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
    "filled": "{side} has {number:g} where the other has NaN, at {places}",
    "printed": "{side} was rounded to {digits_told}",
    "index_base": "{side} counts from one more: 1-based against 0-based indices",
    "scaled": "{side} is the other times {factor}",
    "offset": "{side} is the other plus {constant}",
    "dates_as_numbers": "{side} holds its dates as {unit} since {epoch}",
    "time_zone": "the times in {side} are {hours} h later: another time zone",
    "turned": "angles a whole turn of {turn} apart at {places}",
    "signs": "{count} of {of} {lines} have the other sign, as eigenvectors may",
    "reversed": "the {lines} are in reverse order",
    "shifted": "{B}'s {lines} stand {rows_told} than {A}'s{around_told}",
    "left_out": "{side} lacks {rows} {lines} {at_told}",
    "sorted": "the same {rows} {lines} in another order{moved_told}{sorted_told}",
}
"""What a cause of differences between two arrays of files says, by its facts."""


def lines_of(axis: int, ndim: int, count: int = 2) -> str:
    """Return what the parts along a dimension are called: elements, rows, columns."""
    if ndim > 2:
        return phrase("slice along dimension {}" if count == 1 else "slices along dimension {}", axis)
    names = ("element", "elements") if ndim == 1 else (("row", "rows"), ("column", "columns"))[axis]
    return phrase(names[count != 1])


def file_cause_line(cause: Any, names: Sequence[str] = ("A", "B")) -> str:
    """Return why two arrays of files differ, and what is left of it once that is undone."""
    found = cause.comparison
    rest = phrase("they are identical") if found.verdict == "identical" else file_comparison_summary(found)
    causes = (_file_cause(name, facts, names) for name, facts in zip(cause.names, cause.facts, strict=True))
    return phrase("{}. Undone, {}", joined("; and ", causes), rest)


def causes_line(name: str) -> str:
    """Return what is being done about two arrays that differ."""
    return phrase("looking for the cause in {}", name or phrase("the array"))


def rows_elsewhere_note(keys: Sequence[str]) -> str:
    """Return that two tables have the same rows, and what aligns them."""
    aligned = phrase(": --key {} aligns them", keys[0]) if keys else ""
    return phrase("the rows are the same in another order{}", aligned)


def first_rows_line(rows: int, sentence: str) -> str:
    """Return a cause that was sought in the first rows only."""
    return phrase("in the first {:,} rows, where it was looked for: {}", rows, sentence)


def _file_cause(name: str, facts: Mapping[str, Any], names: Sequence[str]) -> str:
    sides = dict(zip("AB", names, strict=True))
    told: dict[str, Any] = {**facts, **sides}
    if "side" in facts:
        told["side"] = sides[facts["side"]]
    if "count" in facts:
        told["places"] = phrase("{} place" if facts["count"] == 1 else "{} places", facts["count"])
    if "axis" in facts:
        told["lines"] = lines_of(facts["axis"], facts["ndim"], facts.get("rows", 2) if name == "left_out" else 2)
    if name == "text_form":
        told["form_told"] = phrase({"unicode": "Unicode's normal form", "case": "upper and lower case"}[facts["form"]])
    elif name == "numbers_as_text":
        told["comma_told"] = phrase(", with a decimal comma") if facts["comma"] else ""
    elif name == "printed":
        one, count = facts["digits"] == 1, facts["digits"]
        if facts["kind"] != "decimals":
            rounded = "{} significant digit" if one else "{} significant digits"
        elif count:
            rounded = "{} digit behind the point" if one else "{} digits behind the point"
        else:
            rounded = "whole numbers"
        told["digits_told"] = phrase(rounded, count)
    elif name == "shifted":
        told["rows_told"] = phrase("{} later" if facts["rows"] > 0 else "{} earlier", abs(facts["rows"]))
        told["around_told"] = phrase(", and go round at the ends") if facts["around"] else ""
    elif name == "left_out":
        at = phrase("at {} (Julia {})", facts["at"], facts["at"] + 1)
        start, end = phrase("at the start (a header?)"), phrase("at the end")
        told["at_told"] = end if facts["last"] else start if not facts["at"] else at
    elif name == "sorted":
        few = 2 * facts["moved"] < facts["rows"]
        told["moved_told"] = phrase(", {:,} of them elsewhere", facts["moved"]) if few else ""
        told["sorted_told"] = phrase("; {} sorted", sides[facts["sorted"][0]]) if len(facts["sorted"]) == 1 else ""
    return phrase(FILE_CAUSES[name], **told)


# ---------------------------------------------------------------- one call


def method_hint(error: str, message: str) -> str:
    """Return what to give where Julia has the method for other types than those that Python's values arrive as."""
    asked, _, candidates = message.partition("Closest candidates")
    if error != "MethodError" or "no method matching" not in asked:
        return ""
    array = re.search(r"Array\{(\w+),\s?\d|(?:Vector|Matrix)\{(\w+)\}", candidates)
    if array and re.search(r"(Array|Vector)\{Any", asked):
        wanted = array.group(1) or array.group(2)
        return phrase('a list arrives as Vector{{Any}}: give np.asarray(x), or JuliaValue(x, "Vector{{{}}}")', wanted)
    if (wanted := re.search(r"Dict\{\w+, ?\w+\}", candidates)) and "Dict{Any" in asked:
        return phrase('a dict arrives as Dict{{Any,Any}}: give JuliaValue(x, "{}")', wanted.group())
    if (wanted := re.search(r"(?<!\{)\bFloat\d\d\b", candidates)) and "::Int64" in asked:
        return phrase('an int arrives as Int64: give float(n), or JuliaValue(n, "{}")', wanted.group())
    return ""


def error_line(outcome: Any) -> str:
    """Return an exception's class and the first line of its text."""
    message = outcome.message
    text = message if message.startswith(outcome.error) else f"{outcome.error}: {message}"
    line = text.splitlines()[0].strip()
    if isinstance(message, Phrase):
        said = first_line(message)
        said = said if text is message else phrase("{}: {}", outcome.error, said)
        if said == line:
            return said
    return sentence(line)


def outcome_line(outcome: Any) -> str:
    """Return what a side made of a call."""
    if outcome.error:
        return phrase("raised {}", error_line(outcome))
    return sentence(outcome.unsupported) or phrase("returned {}", outcome.type)


def case_summary(result: Any) -> str:
    """Return the verdict on one call."""
    if result.aspect and (result.expected or result.comparison is None or result.comparison.verdict != "differ"):
        return phrase(DIFFER, result.differences[0])
    if result.comparison is not None:
        summary: str = result.comparison.summary
        return summary
    return phrase("{}: both raised, {} and {}", phrase(result.verdict), result.python.error, result.julia.error)


def sequence_summary(result: Any, found: str) -> str:
    """Return the verdict on a sequence of calls: which call parts, in what, and what was before."""
    calls = len(result.sequence.steps)
    if result.parted is None:
        verdict = phrase(result.verdict)
        return phrase("{}: {:,} calls, {}" if result.both_raised else "{}: {:,} calls", verdict, calls, found)
    case = result.case
    call = f"{result.call}({shortened(case.told, CALL_LONGEST)})"
    if not result.parted:
        return phrase("the constructor, {}: {}", call, found)
    same = all(step.verdict == "identical" for step in result.steps[: result.parted])
    was = phrase(" (it was step {:,} of {:,})", result.origin[0], result.origin[1]) if result.origin else ""
    before = phrase(", until then identical" if same else ", until then in agreement") if result.parted > 1 else ""
    return phrase("step {:,} of {:,}{}: {}{}: {}", result.parted, calls, was, call, before, found)


ON_ONE_INSTANCE: Final = phrase("calls on one instance that follow each other")
"""What a program's sequences are called."""

CALL_LONGEST: Final = 80
"""Characters of the arguments of a call that stand in a sentence."""


def unreturned_note(method: str, julia: str) -> str:
    """Return that a method returns nothing, and what its Julia function returns is not compared."""
    return phrase(
        "{} returns nothing in Python: what {} returns is not compared, the fields of the object are", method, julia
    )


def no_fields_note(pair: Any) -> str:
    """Return that two objects have no field in common."""
    return phrase(
        "no attribute of {} has the name of a field of {}: fields are not compared",
        pair.python.__qualname__,
        pair.julia,
    )


def fields_notes(pair: Any, python: Sequence[str], julia: Sequence[str], unfit: Sequence[str]) -> Iterator[str]:
    """Yield which attributes and fields of two objects are not compared: without a twin, or of no kind to compare."""
    if unfit:
        yield phrase("fields not compared, for they cannot be: {}", joined(", ", unfit))
    if python:
        yield phrase(
            "not compared, for {} has no such field: {} of {}", pair.julia, ", ".join(python), pair.python.__qualname__
        )
    if julia:
        yield phrase(
            "not compared, for {} has no such attribute: {} of {}",
            pair.python.__qualname__,
            ", ".join(julia),
            pair.julia,
        )


def diagnosis_summary(diagnosis: Any) -> str:
    """Return the likely cause."""
    if not diagnosis.cause:
        return phrase("nothing to explain: both sides agree ({} cases tried)", diagnosis.cases)
    if not diagnosis:
        return phrase("unknown cause ({} cases tried)", diagnosis.cases)
    trap = phrase("{} (pyjuliann traps {})", diagnosis.title, diagnosis.trap) if diagnosis.trap else diagnosis.title
    return joined(": ", (trap, diagnosis.detail))


def judgement_summary(judgement: Any) -> str:
    """Return who is closer to the truth."""
    if judgement.reason:
        return phrase("no judgement: {}", judgement.reason)
    errors = phrase("Python is off by {:.3g} ULP, Julia by {:.3g}", judgement.python_ulp, judgement.julia_ulp)
    who = {"python": "Python is closer", "julia": "Julia is closer", "": "in doubt"}
    closer = phrase(who.get(judgement.closer, "neither is closer"))
    return phrase("{}: against BigFloat {} at most{}", closer, errors, doubts_part(judgement))


NO_ROUNDING: Final = phrase(
    "this is no matter of rounding: the two sides are farther apart than that explains, so one of them computes "
    "something else"
)
"""Why the judge names no winner."""


def doubts_part(judgement: Any) -> str:
    """Return which constants in either source are rounded, so that the exact result depends on them."""
    sides = {side: [f"{x!r}" for name, x in judgement.doubts if name == side] for side in ("python", "julia")}
    parts = [
        phrase("{} in {}'s code", ", ".join(numbers), phrase(side.title()))
        for side, numbers in sides.items()
        if numbers
    ]
    return phrase("; rounded constants: {}", joined(AND, parts)) if parts else ""


AND: Final = " and "


def judgement_lines(judgement: Any) -> Iterator[Line]:
    """Yield the errors of both sides; nothing if there is no judgement."""
    if not judgement.reason:
        for name, side in (("Python", "python"), ("Julia", "julia")):
            off, closer = getattr(judgement, f"{side}_ulp"), getattr(judgement, f"{side}_closer")
            yield name, phrase("{:.3g} ULP off at most, closer for {}", off, closer)
        yield "numbers", str(judgement.elements)


def comparison_lines(found: Any) -> Iterator[Line]:
    """Yield what comparing two values found."""
    yield "Python", found.python_type
    yield "Julia", found.julia_type
    yield "elements", str(found.elements)
    yield "differing", str(found.differing)
    if found.max_ulp is not None:
        yield "max ULP", str(found.max_ulp)
    yield "budget", phrase("{} ULP", found.policy.ulp)


def side_labels() -> Iterator[Line]:
    """Yield the keys of both sides, each with the label of what it gave."""
    yield from SIDES.items()


SIDES: Final = {"python": "Python gave", "julia": "Julia gave"}


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
    return phrase("{}, {}: {}", phrase(finding.aspect), case_count(finding.count), finding.case.summary)


def finding_title(pair: Mapping[str, Any], finding: Mapping[str, Any]) -> str:
    """Return in what the sides differ and how often."""
    made = phrase(" of {}", finding["label"]) if finding["label"] else ""
    return phrase("{}: {} of {}{}", phrase(finding["aspect"]), finding["count"], case_count(pair["cases"]), made)


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
        yield "allowed", phrase("{}; ulp=, rtol= and atol=, or scale= allow more", comparison["allowed"])


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
        back = diagnosis["julia_remedy"] or phrase("no change was found")
        yield "way back", phrase("so changed, Python does what Julia does; for Julia to do what Python does: {}", back)
    if not search["repairs"] and search["tried"]:
        ended = phrase(", until time was over") if search["late"] else ""
        yield (
            "change",
            phrase(
                "none found: {} changes of the code tried, one at a time and some in twos{}", search["tried"], ended
            ),
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
    side = phrase("Python" if repair["side"] == "python" else "Julia")
    parts = []
    for edit in repair["edits"]:
        file = (
            f"{PurePath(repair['file']).name}:{edit['line']}"
            if repair["file"] and edit["line"]
            else phrase("{} code", side)
        )
        after = shortened(edit["after"]) if edit["after"] else phrase("(left out)")
        parts.append(phrase("{}: {} → {}", file, shortened(edit["before"]), after))
    cases, left = repair["cases"], repair["left"]
    some, every = "{} of {} cases tried agree, the others have no ordinary numbers in them", "all {} cases tried agree"
    return phrase("{}: {}", joined(AND, parts), phrase(some if left else every, cases, cases + left))


LEFT_OUT: Final = "the {} side was left out of the search: {}"


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
    return [f"  {padded(label, 10 if label.isascii() else 12)}{text}"]


# ---------------------------------------------------------------- probes


def probes_summary(report: Mapping[str, Any]) -> str:
    """Return how far two sides go together, by what both gave to `probe`: a report as `ProbeReport.to_dict` has it."""
    agreed, compared = report["agreed"], report["compared"]
    until = phrase("; the last that agrees: {}", probe_text(agreed)) if agreed else ""
    if report["parts"] == "value":
        what = _in_what(report["comparison"]["summary"])
        return phrase("parts first at probe {}: {}{}", probe_text(report["place"]), what, until)
    if report["parts"] == "order":
        ways = [
            phrase("{} comes to {}", phrase(side), probe_text(place))
            if place
            else phrase("{} to no further one", phrase(side))
            for side, place in (("Python", report["place"]), ("Julia", report["other"]))
        ]
        return phrase("the two go different ways: {}, {}{}", ways[0], ways[1], until)
    ended = joined(AND, (phrase("{} raises {}", phrase(side), error) for side, error in _ended(report)))
    if not compared:
        without = "no probe was compared: none of one side could be compared with one of the other"
        return phrase("no probe was compared; {}" if ended else without, ended)
    every = phrase("the one probe agrees" if compared == 1 else "all {} probes agree", compared)
    return phrase("{}; after the last, {}, {}", every, probe_text(agreed), ended or phrase("the two part"))


def _in_what(summary: str) -> str:
    """Return in what two values differ, of the summary that says that they do."""
    if isinstance(summary, Phrase) and summary.template == DIFFER:
        what: str = summary.fields[0]
        return what
    return summary.removeprefix(DIFFER.format(""))


def _ended(report: Mapping[str, Any]) -> Iterator[Line]:
    """Yield the sides whose call ended with an exception, and that, unless both did."""
    errors = [("Python", report["python_error"]), ("Julia", report["julia_error"])]
    if not all(error for _, error in errors):
        yield from (line for line in errors if line[1])


def probe_text(place: Mapping[str, Any]) -> str:
    """Return which probe it is, and where it stands in both languages' files."""
    number = _number_text(place)
    lines = [f"{PurePath(side['file']).name}:{side['line']}" for side in (place["python"], place["julia"]) if side]
    told = joined(", ", (number, " / ".join(lines)))
    return phrase("'{}' ({})" if told else "'{}'", place["name"], told)


def probe_name(place: Mapping[str, Any]) -> str:
    """Return which probe it is."""
    number = _number_text(place)
    return phrase("'{}' ({})" if number else "'{}'", place["name"], number)


def _number_text(place: Mapping[str, Any]) -> str:
    return phrase("call {} of it", place["call"]) if place["calls"] > 1 else ""


def at_probe_text(place: Mapping[str, Any], detail: str) -> str:
    """Return the detail of a cause that was found for what parts at a probe."""
    return joined(": ", (phrase("at probe {}", probe_name(place)), detail))


def heeded_note(compared: int, cases: int, parted: int) -> str:
    """Return how many probes were compared because that was asked, and what came of it."""
    if not compared:
        return phrase("no probe was compared in {}: both sides must have one of the same name", case_count(cases))
    told = "{} probes of {} were compared, and agree"
    if parted:
        told = "{} probes of {} were compared, and part in {} of them, though the results agree"
    return phrase(told, compared, case_count(cases), parted)


def probe_lines(report: Mapping[str, Any] | None) -> Iterator[Line]:
    """Yield where two sides part by their probes, and what else there is to say of these; nothing without any."""
    if report is None:
        return
    yield "probes", shortened(probes_summary(report), 2 * LONGEST)
    for side, names in (("Python", report["python_only"]), ("Julia", report["julia_only"])):
        if names:
            listed = ", ".join(f"'{name}'" for name in names[:MOST_NAMES])
            more = phrase(" and {} more", len(names) - MOST_NAMES) if len(names) > MOST_NAMES else ""
            yield "probes", phrase("only {} has {}{}", phrase(side), listed, more)
    yield from (("probes", note) for note in report["notes"])


MOST_NAMES: Final = 8
"""So many names of probes that one side alone has are told."""


def probes_order_note(python: str, julia: str) -> str:
    """Return that both sides have the same probes in another order, with the first that are not alike."""
    return phrase("the same probes in another order: where Python comes to '{}', Julia comes to '{}'", python, julia)


def probes_threads_note(names: Sequence[str]) -> str:
    """Return which probes have no order, since several threads have them."""
    listed = ", ".join(f"'{name}'" for name in names)
    return phrase("not compared: {}, which several threads came to in no order that means anything", listed)


def probes_left_note(side: str, kept: int, left: int) -> str:
    """Return how many probes of a side were not kept."""
    return phrase(
        "not compared: {} more of {}'s after the first {}, for which there was no room", left, phrase(side), kept
    )


def unprobed_note(name: str, reason: str) -> str:
    """Return why a probe's values were not compared."""
    return phrase("not compared: '{}': {}", name, reason)


# ---------------------------------------------------------------- one pair


def pair_summary(pair: Any) -> str:
    """Return what checking a pair found."""
    if pair.exhaustive is not None:
        return exhaustive_summary(pair)
    without = without_values(pair.compared, pair.cases, pair.both_raised)
    if pair.verdict == "differ":
        what = (
            phrase("{} of {} cases differ", pair.differ, pair.cases)
            if pair.differ
            else phrase("an expected difference did not occur")
        )
        return phrase("differ: {}{}{}", what, without, cause_part(pair))
    ulp = phrase(", at most {} ULP apart", pair.max_ulp) if pair.max_ulp is not None else ""
    return phrase(
        "{}: {}{}, {} identical{}{}",
        phrase(pair.verdict),
        case_count(pair.cases),
        without,
        pair.identical,
        ulp,
        resting(pair),
    )


def cause_part(pair: Any) -> str:
    """Return the likely cause of a pair's first difference, to follow another sentence; "" if none is known."""
    first = pair.findings[0] if pair.findings else None
    return phrase("; likely cause: {}", first.diagnosis.title) if first and first.diagnosis and first.diagnosis else ""


def exhaustive_summary(pair: Any) -> str:
    """Return what trying all inputs of a pair found."""
    where = inputs_text(pair.exhaustive)
    raised = phrase(", {:,} raise on both sides", pair.both_raised) if pair.both_raised else ""
    same = phrase(", {:,} of them identical", pair.identical) if pair.agree and pair.identical else ""
    ulp = phrase(", at most {:,} ULP apart", pair.max_ulp) if pair.max_ulp is not None and pair.agree else ""
    if pair.verdict != "differ":
        return phrase("{} on {}{}{}{}{}", phrase(pair.verdict), where, same, ulp, raised, resting(pair))
    if not pair.differ:
        return phrase("differ: an expected difference did not occur on {}{}", where, raised)
    first, cause = pair.exhaustive["first"], cause_part(pair)
    if pair.differ == pair.cases:
        return phrase("differ: on {}{}; first on ({}){}", where, raised, first, cause)
    rest = phrase("agree" if pair.agree else "identical")
    known = (rest, where, pair.differ, same, raised, first, cause)
    return phrase("differ: {} on {} but {:,}{}{}; first on ({}){}", *known)


def inputs_text(facts: Mapping[str, Any]) -> str:
    """Return which inputs were tried: all that there are, unless that was stopped."""
    arguments, inputs, done = facts["arguments"], facts["inputs"], facts["done"]
    one = inputs == 1
    if len(arguments) != 1:
        listed = ", ".join(f"{each['name']}: {each['label']}" for each in arguments)
        what = phrase("input ({})" if one else "inputs ({})", listed)
    elif " " in (label := arguments[0]["label"]):
        what = phrase("value of {}" if one else "values of {}", label)
    else:
        what = phrase("{} value" if one else "{} values", label)
    if facts["unwanted"]:
        some = "all {:,} wanted of {:,} {}" if done == inputs else "those {:,} wanted of the first of {:,} {}"
        return phrase(some, done - facts["unwanted"], inputs, what)
    return phrase("all {1:,} {2}" if done == inputs else "the first {:,} of {:,} {}", done, inputs, what)


RANGES: Final = 6
"""So many ranges of differing inputs are shown; further ones are in JSON."""


def exhaustive_lines(pair: Mapping[str, Any]) -> Iterator[Line]:
    """Yield what is known of all inputs of a pair besides the summary; nothing where only some were tried."""
    facts = pair.get("exhaustive")
    if facts is None:
        return
    raised = [
        phrase(template, count)
        for template, count in (
            ("{:,} in Python alone", facts["python_raised"]),
            ("{:,} in Julia alone", facts["julia_raised"]),
            ("{:,} on both sides", pair["both_raised"]),
        )
        if count
    ]
    if raised:
        yield "raised", joined(", ", raised)
    if pair["ulp_counts"]:
        yield "by ULP", joined(", ", (phrase("{:,} at {:,}", n, int(ulp)) for ulp, n in pair["ulp_counts"].items()))
    told = [*map(range_text, facts["ranges"][:RANGES])]
    if more := facts["more_ranges"] + len(facts["ranges"]) - len(told):
        told.append(phrase("and in {:,} more ranges", more))
    if told:
        yield "differ at", joined("; ", told)
    if facts["alike"]:
        some = "{:,} inputs one by one, {:,} by those on which the same happened"
        yield "judged", phrase(some, facts["judged"], facts["alike"])
    if facts["fixed"]:
        yield "at default", ", ".join(facts["fixed"])


def range_text(found: Mapping[str, Any]) -> str:
    """Return the first and the last of some neighbours."""
    if found["inputs"] == 1:
        return phrase("({})", found["first"])
    return phrase("({}) to ({}), {:,} inputs", found["first"], found["last"], found["inputs"])


def timed_lines(pair: Mapping[str, Any]) -> Iterator[Line]:
    """Yield how long a check went on, and the largest distance that it met; nothing where a number of cases was set."""
    facts = pair.get("timed")
    if facts is None:
        return
    yield "went on", phrase("{:,.0f} s, {:,} cases in {:,} rounds", facts["seconds"], pair["cases"], facts["rounds"])
    if facts["largest_ulp"]:
        told = shortened(facts["largest_on"])
        yield "farthest", phrase("{:,} ULP apart on ({})", facts["largest_ulp"], told)


def apart_count_note(apart: int, cases: int) -> str:
    """Return how many of many cases say nothing of whether a pair agrees."""
    return phrase("set apart from the verdict: {:,} of {:,} cases, which say nothing", apart, cases)


def statement_on(pair: Mapping[str, Any]) -> str:
    """Return what was found of a pair, where that of several pairs stands together."""
    return phrase("{}: {}", pair["name"], pair["summary"])


def resting(pair: Any) -> str:
    """Return how far apart, in plain terms, cases are that agree because of an allowance, and what explains it."""
    comparison = pair.widest.comparison if pair.widest is not None else None
    if comparison is None or comparison.widest is None:
        return ""
    told = "; {} by at most {}: {}" if pair.max_ulp is None else "; {} by more, at most {}: {}"
    return phrase(told, pair.within, apart(comparison.widest), comparison.reason)


def apart(place: Any) -> str:
    """Return how far apart two numbers are: in relative terms, or absolute ones near zero."""
    if place.relative is not None and place.relative < NEAR:
        return phrase("{:.2g} relative", place.relative)
    return f"{place.absolute:.2g}"


NEAR: Final = 1e-3
"""Relative differences above it say more about the zero nearby than about the numbers."""


def uncounted_note(difference: object, cases: int) -> str:
    """Return which difference does not count, and in how many cases it was seen."""
    return phrase("{} (does not count; {})", difference, case_count(cases))


def merged_summary(pair: Mapping[str, Any]) -> str:
    """Return what several checks of one pair found."""
    without = without_values(pair["compared"], pair["cases"], pair["both_raised"])
    return phrase("{}: {}{}, {} differ", phrase(pair["verdict"]), case_count(pair["cases"]), without, pair["differ"])


def comparison_line(pair: Mapping[str, Any]) -> str:
    """Return what comparing a pair in tests came to."""
    without = without_values(pair["compared"], pair["cases"], pair["both_raised"])
    ulp = phrase(", at most {} ULP apart", largest_ulp(pair)) if pair["ulp_counts"] else ""
    return phrase("{:<10}{}: {}{}{}", phrase(pair["verdict"]), pair["name"], case_count(pair["cases"]), without, ulp)


def without_values(compared: int, cases: int, both_raised: int) -> str:
    """Return in how many cases values were compared, to follow a count of cases; "" if in all of them."""
    if compared == cases:
        return ""
    raised = phrase(", {} raised on both sides", both_raised) if both_raised else ""
    if not compared:
        return phrase(", none compared values{}", raised)
    return phrase(", {} compared values{}", compared, raised)


def pair_lines(pair: Mapping[str, Any]) -> Iterator[Line]:
    """Yield what is known about a pair besides its differences."""
    yield "found", pair["summary"]
    yield "budget", budget(pair["policy"])
    yield from exhaustive_lines(pair)
    yield from timed_lines(pair)
    if "calls" not in pair and "exhaustive" not in pair:
        yield "seed", str(pair["seed"])
    if pair["also"]:
        yield "also tried", joined("; ", (other["summary"] for other in pair["also"]))
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
    raised = phrase("; {} raised on both sides", pair["both_raised"]) if pair["both_raised"] else ""
    some, none = "values were compared in {} of {}{}", "values were compared in none of {1}{2}"
    told = phrase(some if pair["compared"] else none, pair["compared"], case_count(pair["cases"]), raised)
    return [told, *notes]


def note_on(pair: Mapping[str, Any], note: str) -> str:
    """Return a note where notes on several pairs stand together."""
    return phrase("note on {}: {}", pair["name"], note)


def stale_lines(pair: Mapping[str, Any]) -> list[str]:
    """Return which expected differences did not occur."""
    return [phrase("stale: {}", text) for text in pair["stale"]]


def also_summary(other: Any) -> str:
    """Return what came of a kind of argument that nobody asked for."""
    if other.first is None:
        return phrase("{}: {}", other.label, phrase(other.verdict))
    return phrase(
        "{}: {} of {} differ ({}, on {})",
        other.label,
        other.differ,
        other.cases,
        phrase(other.first.aspect),
        other.first.case.told,
    )


def also_line(pair: Mapping[str, Any]) -> str:
    """Return what came of kinds of argument that nobody asked for; "" if none was tried."""
    tried = joined("; ", (shortened(other["summary"]) for other in pair["also"]))
    return phrase("also tried: {}", tried) if tried else ""


def again_line(pair: Mapping[str, Any]) -> str:
    """Return how to have the same cases again; of a program's calls, which is the first of them."""
    if "place" in pair:
        return phrase("first: {}", call_place_line(pair["place"])) if pair["place"] else phrase("the call was saved")
    if "exhaustive" in pair:
        return phrase("the same inputs again: --exhaustive")
    if "timed" in pair:
        return phrase("what differs is in Hypothesis' database, and is tried first the next time")
    return phrase("the same cases again: --seed {}", pair["seed"])


COMPARED: Final = "parity of Python and Julia"
REPLAYED: Final = "the tests' calls in Julia"
ONLY_RECORDED: Final = "WARNING: no Julia is running; these are recorded answers"


def no_worse_line(count: int) -> str:
    """Return how many pairs of tests are not told."""
    return phrase("and {} more that are no worse", count)


def written_line(file: PurePath) -> str:
    """Return which file was written."""
    return phrase("written: {}", file)


def pair_text(pair: Mapping[str, Any], words: Words = english) -> str:
    """Return a pair's differences as plain text, for where there is no terminal to style them for."""
    lines = [f"{pair['name']}: {translated(pair['summary'], words)}"]
    for finding in pair["findings"]:
        lines.append(finding_title(pair, finding))
        for label, text in finding_lines(finding):
            lines += labelled(label if label in CODES else words(label), translated(text, words))
    for label, text in (*exhaustive_lines(pair), *timed_lines(pair)):
        lines += labelled(words(label), translated(text, words))
    lines += stale_lines(pair)
    lines += filter(None, [also_line(pair)])
    lines += [phrase("note: {}", text) for text in pair_notes(pair)]
    return "\n".join(translated(lines, words))


def option_lines(pair: Any) -> Iterator[Line]:
    """Yield what a pair was declared with."""
    yield "Python", pair.python_name
    yield "Julia", str(pair.julia)
    yield "using", ", ".join(pair.using)
    yield "budget", budget(pair.policy.to_dict()) if pair.policy else ""
    yield "known", joined(", ", (phrase(expected.aspect) for expected in pair.expect))


# ---------------------------------------------------------------- notes


def lines_note(found: Any) -> list[str]:
    """Return which lines of the Python function no case ran, if any is known: an `Unreached`, or None."""
    if found is None:
        return []
    lines = ", ".join(map(str, found.lines))
    told = "none of {} ran lines {} of {}" if len(found.lines) > 1 else "none of {} ran line {} of {}"
    return [phrase(told, case_count(found.cases), lines, found.file)]


APART: Final = {
    "range": "set apart from the verdict: {} so near the ends of the range that what comes in between leaves it; {}",
    "rounding": "set apart from the verdict: {} whose result rounding alone decides; {}",
}
"""Why cases say nothing of whether a pair agrees: how many, and what came of the first of them."""


def apart_note(first: Any, why: str, cases: int) -> str:
    """Return how many cases say nothing, all for one reason, and the first of them."""
    outcomes = outcome_text(first.python, "python"), outcome_text(first.julia, "julia")
    said = phrase("on ({}) Python {}, Julia {}", first.case.told, *outcomes)
    return phrase(APART[why], case_count(cases), said)


def outcome_text(outcome: Any, notation: str) -> str:
    """Return what one side made of a case, its result with the value."""
    return phrase("gives {}", shortened(outcome.text(notation))) if outcome.returned else str(outcome)


def interrupted_text() -> str:
    """Return what stopped a check: Ctrl-C."""
    return phrase("it was interrupted")


def otherwise_note(kind: str, cases: int) -> str:
    """Return that cases that differ do so no more when they are run once more, in this process."""
    return phrase(
        "{} differed in {}, and no more when run once again here: a side's results depend on more than its arguments, "
        "or on the machine",
        case_count(cases), kind,
    )  # fmt: skip


def progress_line(done: int, cases: int, differing: int, rate: float | None) -> str:
    """Return how far a check has come, how fast it is if that is known, and how long the rest will take."""
    told = phrase("{} of {} cases, {} differ", f"{done:,}", f"{cases:,}", f"{differing:,}")
    if not rate:
        return told
    fast = f"{rate:,.{0 if rate >= 10 else 1}f}"
    return phrase("{}, {} a second, {} left", told, fast, duration_text(max(cases - done, 0) / rate))


def duration_text(seconds: float) -> str:
    """Return a duration in hours, minutes and seconds, the two largest of them."""
    minutes, whole = divmod(max(round(seconds), 0), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {whole} s" if minutes else f"{whole} s"


def stopped_note(cases: int, why: object) -> str:
    """Return after how many cases a check was stopped, and by what."""
    return phrase("stopped after {}: {}", case_count(cases), why)


def arguments_note(label: str) -> str:
    """Return which kind of argument was taken, of several."""
    return phrase("arguments: {}, the likeliest of those that both sides take", label)


def further_note(kinds: Iterable[tuple[str, str]]) -> str:
    """Return which kinds of difference, of which arguments, have no part of their own in the report."""
    told = (phrase("{} ({})", phrase(kind), label) for kind, label in kinds)
    return phrase("further differences: {}", joined(", ", told))


def failed_note(doing: str, error: BaseException) -> str:
    """Return which closer look at a difference failed, and how."""
    return phrase("{} failed: {}: {}", doing, type(error).__name__, error)


def uncompared_note(aspect: str, first: object, left: int, cases: int) -> str:
    """Return in how many cases an expected difference of form left values that could not be compared, and the first."""
    return phrase(
        "the expected difference in {} left values of {} of {} uncompared: {}",
        phrase(aspect),
        left,
        case_count(cases),
        first,
    )


def unexercised_note(aspect: str) -> str:
    """Return which expected difference no case was about."""
    return phrase("the expected difference in {} was not exercised by any case", phrase(aspect))


def stale_note(aspect: str, reason: str = "", cases: int | None = None) -> str:
    """Return which expected difference did not occur, in how many cases."""
    why = f" ({reason})" if reason else ""
    told = "the expected difference in {}{} did not occur"
    if cases is not None:
        told = "the expected difference in {}{} did not occur in {} cases"
    return phrase(told, phrase(aspect), why, cases)


def only_errors_note(raised: type[BaseException] | None) -> str:
    """Return that a call of a test compared nothing, and how to say that an error is what the test is about."""
    how = "raises=" if raised is None else f"raises={raised.__name__}"
    return phrase("both sides raised, so nothing was compared; a test that is about an error says so: {}", how)


def other_error_note(wanted: Iterable[type[BaseException]], python: object) -> str:
    """Return that a call of a test did not raise what the test expects."""
    return phrase("the test expects {} (raises=); Python {}", joined(OR, (kind.__name__ for kind in wanted)), python)


# ---------------------------------------------------------------- a program's calls

NOT_REPRODUCIBLE: Final = phrase(
    "gives another result when it is called again in Python, as it depends on more than arguments"
)
"""Why a call that differs is left out."""


def call_count(calls: int) -> str:
    """Return how many calls there were."""
    return phrase("{} call" if calls == 1 else "{} calls", calls)


def calls_line(calls: Mapping[str, Any]) -> str:
    """Return what became of a function's calls, in counts as `CallCounts.to_dict` gives them."""
    equal, passed = calls["equal"], calls["passed"]
    parts = [phrase("{} equal to one of these", equal)] * bool(equal)
    parts += [phrase("{} not drawn for the sample", passed)] * bool(passed)
    others = phrase(" ({})", joined(", ", parts)) if parts else ""
    return phrase(
        "{} seen, {} kept{}, {} compared", call_count(calls["seen"]), calls["kept"], others, calls["compared"]
    )


def left_lines(calls: Mapping[str, Any]) -> Iterator[str]:
    """Yield how many of a function's calls were left out, and why."""
    for reason, count in calls["left"].items():
        yield phrase("left out: {}: {}", call_count(count), reason)


def nothing_compared(name: str, seen: int, left: Mapping[str, int], raised: int) -> str:
    """Return that a function was called and nothing compared, and why."""
    reasons = [phrase("{}: {}", call_count(count), reason) for reason, count in left.items()]
    if raised:
        reasons.append(phrase("{} raised on both sides", call_count(raised)))
    why = joined("; ", reasons) or phrase("none was kept")
    return phrase("{}: nothing was compared of {}: {}", name, call_count(seen), why)


def call_place_line(place: Mapping[str, Any]) -> str:
    """Return which call of a program it is, and in which others."""
    around = (phrase("in {} (call {})", c["function"], c["number"]) for c in place["callers"])
    not_kept = phrase("a call that was not kept")
    number = phrase("call {} of the program", place["number"]) if place["number"] else not_kept
    return joined(", ", (place["function"], number, *around))


def because_line(pair: Mapping[str, Any]) -> str:
    """Return what of a function's differences is that of the functions that it calls; "" if nothing is."""
    names = _and(pair["because"])
    if not names:
        return ""
    one = len(pair["because"]) == 1
    if pair["problem"]:
        told = "differs, as do {} in it; whether it would without could not be tried: {}"
        if one:
            told = "differs, as does {} in it; whether it would without could not be tried: {}"
        return phrase(told, names, pair["problem"])
    if pair["own"]:
        return phrase("differs by itself: with Julia's {} in it, Python's still differs from Julia's", names)
    told = "differs because {0} do: with Julia's {0} in it, Python's agrees with Julia's"
    if one:
        told = "differs because {0} does: with Julia's {0} in it, Python's agrees with Julia's"
    return phrase(told, names)


def _and(names: Sequence[str]) -> str:
    return joined(AND, (", ".join(names[:-1]), *names[-1:]))


def follows(pair: Mapping[str, Any]) -> bool:
    """Whether a function differs only, as far as is known, because those that it calls do."""
    return bool(pair.get("because")) and not pair["own"]


def replayed_summary(pair: Any) -> str:
    """Return what replaying a function's calls found."""
    if pair.verdict != "differ" or not pair.because or pair.own:
        return pair_summary(pair)
    names = _and(pair.because)
    if pair.problem:
        told = "differ: {} of {} differ, as do calls within them, of {}"
    elif len(pair.because) == 1:
        told = "differ: {} of {} differ, because {} does"
    else:
        told = "differ: {} of {} differ, because {} do"
    return phrase(told, pair.differ, call_count(pair.cases), names)


def processes_note(count: int) -> str:
    """Return that the program started processes of its own, whose calls were not seen."""
    told = "the program started {} child processes; calls in there were not seen"
    if count == 1:
        told = "the program started {} child process; calls in there were not seen"
    return phrase(told, count)


def several_processes_note(count: int) -> str:
    """Return that the calls are those of several processes."""
    return phrase("the calls are those of {} processes, each with an order of its own", count)


def uncalled_line(program: str, names: Iterable[str]) -> str:
    """Return that a program called none of the watched functions."""
    return phrase("nothing was compared: {} called none of {}", program, ", ".join(names))


def replay_lines(report: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a replay says of the whole program; nothing of another report."""
    replay = report.get("replay")
    if replay is None:
        return
    if replay["saved"]:
        yield phrase("replayed: {}", replay["program"])
        return
    if replay["exit_code"] is not None:
        yield phrase("{} ended with exit code {}", replay["program"], replay["exit_code"])
    if replay["uncalled"]:
        yield phrase("never called: {}", ", ".join(replay["uncalled"]))
    yield from replay["notes"]
    if replay["first"]:
        yield phrase("first to differ: {}", call_place_line(replay["first"]))
    elif report["verdict"] == "differ":
        yield phrase("which call is the first to differ by itself could not be found out")


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
    told = (phrase("{} at {} ULP", count, label) for label, count in bars if count)
    return phrase("Cases by largest distance: {}", joined(", ", told))


def counts_line(count: int, counts: Mapping[str, int], errors: int = 0) -> str:
    """Return how many pairs have which verdict."""
    listed = _counted_verdicts(counts) or phrase("nothing checked")
    unchecked = phrase(", {} could not be checked", errors) if errors else ""
    return phrase("{} pair: {}{}" if count == 1 else "{} pairs: {}{}", count, listed, unchecked)


def _counted_verdicts(counts: Mapping[str, int]) -> str:
    return joined(", ", (phrase(VERDICT_COUNTS[verdict], number) for verdict, number in counts.items() if number))


VERDICT_COUNTS: Final = {"differ": "{} differ", "agree": "{} agree", "identical": "{} identical"}


def summary_line(report: Mapping[str, Any]) -> str:
    """Return the report in one line."""
    counted = counts_line(len(report["pairs"]), report["counts"], len(report["errors"]))
    return joined(" · ", (counted, engine_line(report["engine"])))


def engine_line(engine: Mapping[str, Any]) -> str:
    """Return what the Julia side ran on; "" if that is not known."""
    if not engine:
        return ""
    recorded = phrase(", recorded {}", engine["recorded"]) if engine.get("recorded") else ""
    return phrase("{} engine, Julia {}{}", engine["engine"], engine["julia_version"], recorded)


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
            yield phrase("no twin for {}'s {}", phrase(language.title()), joined(", ", names))


# ---------------------------------------------------------------- in GitHub Actions


def annotation_title(pair: Mapping[str, Any], finding: Mapping[str, Any]) -> str:
    """Return which pair an annotation is about, and in what its sides differ."""
    return phrase("{}: {}", pair["name"], finding_title(pair, finding))


def annotation_text(finding: Mapping[str, Any], words: Words = english) -> str:
    """Return what an annotation says of a difference: what happened, why, and what to change."""
    entries = (
        found_line(finding["case"]),
        *probe_lines(finding["probes"]),
        *cause_lines(finding["diagnosis"]),
        *judge_lines(finding["judgement"]),
    )
    return "\n".join(f"{words(label)}: {translated(text, words)}" for label, text in entries)


def error_title(error: Mapping[str, Any]) -> str:
    """Return what could not be checked."""
    return phrase("{}: not checked", error["name"])


def unannotated_line(count: int) -> str:
    """Return how many differences have no annotation."""
    return phrase("{} more, of which GitHub would show no annotation: the job's summary and this log have them", count)


def no_summary_line(why: str) -> str:
    """Return that a job has no summary, and why."""
    return phrase("pyjuliann wrote no summary of this job: {}", why)


def unset_line(variable: str) -> str:
    """Return that a variable of the environment is not set."""
    return phrase("{} is not set", variable)


def no_room_line(variable: str, most: int) -> str:
    """Return that the file which a variable names is full."""
    return phrase("{} has no room left: GitHub takes {} bytes of a step", variable, most)


def cut_report_line(sections: int, rows: int) -> str:
    """Return what was left out of a report for which there is not enough room."""
    parts = [phrase("{} rows of the table", rows)] * bool(rows) + [phrase("{} sections", sections)] * bool(sections)
    return phrase("Left out, for want of room: {}.", joined(AND, parts))


def cut_code_line(count: int) -> str:
    """Return how much of a piece of code is not shown."""
    return phrase("… and {} characters more", count)


# ---------------------------------------------------------------- two files


def side_names(a: PurePath, b: PurePath) -> tuple[str, str]:
    """Return what two files are called in a report: by their names, if these tell them apart."""
    if a.name != b.name:
        return a.name, b.name
    return (str(a), str(b)) if str(a) != str(b) else (phrase("{} (first)", a.name), phrase("{} (second)", b.name))


def counted(number: int, what: str) -> str:
    """Return how many there are of something."""
    return phrase(_COUNTED[what][number != 1], number)


_COUNTED: Final = {
    "row": ("{:,} row", "{:,} rows"), "element": ("{:,} element", "{:,} elements"),
    "array": ("{:,} array", "{:,} arrays"), "column": ("{:,} column", "{:,} columns"),
}  # fmt: skip
"""One and several of what is counted."""


def dtype_note(a: str, b: str) -> str:
    """Return that dtypes differ where that does not count."""
    return phrase("dtype: {} and {} (does not count)", a, b)


def extended_note(wide: str, narrow: str) -> str:
    """Return that numbers of a width without ULP distances were rounded."""
    return phrase("{} is compared as {}", wide, narrow)


def time_zone_note(a: str, b: str) -> str:
    """Return in which time zones times were given; "" for one that is not said."""
    return phrase("time zones: {} and {}; compared in UTC", a or phrase("none"), b or phrase("none"))


def as_matrix_note(a: str, b: str) -> str:
    """Return that shapes differ as the format of one makes them."""
    return phrase(
        "shapes: {} and {}; compared without the dimensions of length 1, which a format without vectors adds", a, b
    )


def unlike_names_note(a: str, b: str) -> str:
    """Return that the only arrays of two files were compared, whatever they are called."""
    return phrase("the only array of each file: {!r} and {!r}", a, b)


def by_position_note() -> str:
    """Return that columns were matched by their places, for one file does not name them."""
    return phrase("one file does not name its columns: matched in their order")


def columns_as_matrix_note(names: Sequence[str]) -> str:
    """Return that columns were compared with a matrix, in their order."""
    listed = ", ".join(names) if len(names) <= 8 else f"{', '.join(names[:8])}, …"
    return phrase("columns taken as those of the matrix, in their order: {}", listed)


def rows_alone_note(common: int) -> str:
    """Return that rows were put in one order."""
    return phrase("rows of one key are compared, whatever their order: {}", counted(common, "row"))


def reversed_note(name: str) -> str:
    """Return that the dimensions of a file were turned round, as the user said."""
    return phrase("the dimensions of {} are turned round, as --reversed says", name)


TRANSPOSED: Final = FILE_CAUSES["transposed"].partition(":")[0]
"""How the sentence begins that says so."""


def turning_note(side: str, name: str) -> str:
    """Return how to have a file's dimensions turned round."""
    return phrase("--reversed {} takes the dimensions of {} for Julia's, which HDF5 keeps in reverse", side, name)


def same_file_note() -> str:
    """Return that a file was compared with itself."""
    return phrase("both are one file, which says nothing of two programs")


def key_gone_problem(key: str, columns: Sequence[str]) -> str:
    """Return that a key is no column."""
    listed = ", ".join(columns[:20]) or phrase("no column")
    return phrase("--key: has no column {!r} with one value for each row; there are {}", key, listed)


def key_missing_problem(key: str, row: int) -> str:
    """Return that a row has no key."""
    return phrase("--key: row {} (from 1: {}) has no {!r}", row, row + 1, key)


def key_repeated_problem(keys: Sequence[str], label: str, first: int, second: int) -> str:
    """Return that a key does not tell rows apart."""
    return phrase(
        "--key: {} {} is that of rows {} and {} (from 1: {}, {})",
        joined(AND, keys),
        label,
        first,
        second,
        first + 1,
        second + 1,
    )


def keys_apart_problem(keys: Sequence[str], other: str, a: str, b: str) -> str:
    """Return that two files have no key in common."""
    named, none = joined(AND, keys), phrase("none")
    return phrase(
        "--key: no {} is in both files; {} begins with {}, this one with {}", named, other, a or none, b or none
    )


def nothing_compared_problem(a: str, b: str) -> str:
    """Return that two files hold nothing that could be compared."""
    return phrase("{} and {}: nothing was compared, for neither holds an element that could be", a, b)


def vanished_problem(a: str, b: str, how: str) -> str:
    """Return that two files could not be read because the process that did so came to an end."""
    return phrase("{} and {}: the process that read them {}: a file may be damaged", a, b, how)


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
        return name or phrase("(the array)")
    return joined(" / ", (name or _UNNAMED, other or _UNNAMED))


_UNNAMED: Final = phrase("(unnamed)")


def file_comparison_summary(found: Any) -> str:
    """Return what comparing two arrays or columns of files found."""
    form = [
        phrase("{} {} against {}", phrase(d.aspect), d.python, d.julia)
        for d in found.differences
        if d.aspect != "value"
    ]
    if not found.differing:
        rest = phrase("; {} equal in value", counted(found.elements, "element")) if form and found.elements else ""
        return (
            phrase("differ: {}{}", joined(AND, form), rest)
            if form
            else phrase("identical: {}", counted(found.elements, "element"))
        )
    share = f" ({100 * found.share:.3g} %)" if found.elements > 1 else ""
    count = phrase("{:,} of {}{}", found.differing, counted(found.elements, "element"), share)
    zeros = phrase(", {} only in the sign of zero", found.signed_zeros) if found.signed_zeros else ""
    rest = phrase("; {:,} beyond what is allowed", found.beyond) if 0 < found.beyond < found.differing else ""
    largest: str = phrase(", by at most {}", distances(found.max_ulp, found.max_absolute, found.max_relative))
    largest = largest if found.max_ulp or found.max_absolute is not None else ""
    head = joined(AND, form)
    told = "{}: {}; {}{}{}{}" if form else "{}: {}{}{}{}{}"
    return phrase(told, phrase(found.verdict), head, count, zeros, largest, rest)


def until_then_line(found: Any, size: int) -> str:
    """Return what comparing two arrays of so many elements had found when it was stopped."""
    share = phrase("{:,} of {} had been compared", found.elements, counted(size, "element"))
    if not found.elements:
        return share
    first = (
        phrase(", the first at {} (Julia {})", found.first.python_index, found.first.julia_index) if found.first else ""
    )
    return phrase("{}: {}{}", share, file_comparison_summary(found), first)


def compared_line(name: str, done: int, size: int, seconds: float) -> str:
    """Return how far the comparison of two arrays is."""
    left = seconds * (size - done) / done if done else 0.0
    more = phrase(", {:,.0f} s left", left) if left >= 1 else ""
    return phrase(
        "comparing {}: {:.0f} % of {}{}",
        name or phrase("the array"),
        100 * done / max(1, size),
        counted(size, "element"),
        more,
    )


NOT_BEGUN: Final = phrase("had not been begun when it was stopped")
STOPPED: Final = phrase("stopped by Ctrl-C")


def distances(ulp: int | None, absolute: Any, relative: Any) -> str:
    """Return distances in words, those that are known."""
    known = zip(_DISTANCES, (ulp, absolute, relative), strict=True)
    return joined(", ", (phrase(unit, digits(value)) for unit, value in known if value is not None))


_DISTANCES: Final = ("{} ULP", "{} absolute", "{} relative")


def file_place_line(place: Mapping[str, Any], names: Sequence[str]) -> str:
    """Return where two elements of files are, in both index bases, and how far they are apart."""
    at = phrase("at {} (Julia {})", place["python_index"], place["julia_index"]) if place["python_index"] else ""
    row = phrase("row of key {}", place["row"]) if place["row"] else ""
    where = joined(", ", (row, at))
    part = phrase(" ({} part)", phrase(place["part"])) if place["part"] else ""
    apart = distances(place["ulp"], place["absolute"], place["relative"])
    away = phrase(", {} apart", apart) if apart else ""
    values = phrase("{} in {}, {} in {}", place["a_text"], names[0], place["b_text"], names[1])
    return joined(": ", (where, phrase("{}{}{}", values, away, part)))


FILE_LABELS: Final = ("found", "first", "worst", "cause", "allow", "note")
"""The labels of what is known about two arrays."""


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
        return phrase("--ulp {} would do", found.max_ulp)
    # rounded up to two digits
    return phrase("--rtol {:.1e} would do", found.max_relative * 1.05) if found.max_relative < NEAR else ""


NEAR_IN_ULP: Final = 10_000
"""Distances above it are easier to grasp in relative terms."""


def unexplained_note(most: int) -> str:
    """Return that causes were not sought everywhere."""
    return phrase("a cause was sought for the first {} that differ", most)


def more_arrays_line(count: int) -> str:
    """Return how many arrays a table in the terminal leaves out."""
    return phrase("… and {:,} more", count)


def untold_line(count: int) -> str:
    """Return of how many arrays that differ the terminal does not say where."""
    return phrase("{:,} more differ: --json, --html, --junit and --markdown tell of all", count)


def file_notes(report: Mapping[str, Any]) -> Iterator[Line]:
    """Yield what the two files are, and what was done to them while reading."""
    for side in ("a", "b"):
        facts = report[side]
        yield facts["name"], joined("; ", (facts["format"], *facts["notes"]))
    for note in report["notes"]:
        yield phrase("note"), note


def file_alone_lines(report: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is in one file alone."""
    for side in ("a", "b"):
        name = report[side]["name"]
        if names := report[f"only_{side}"]:
            yield phrase("only in {}: {}", name, listing(names))
        if rows := report[f"rows_{side}"]:
            yield phrase("{} only in {}: {}", counted(len(rows), "row"), name, listing(rows))


def listing(names: Sequence[str], most: int = 20) -> str:
    """Return names in a row, the first of many."""
    rest = phrase(" and {:,} more", len(names) - most) if len(names) > most else ""
    return phrase("{}{}", joined(", ", (name or _UNNAMED for name in names[:most])), rest)


def file_error_lines(report: Mapping[str, Any]) -> Iterator[Line]:
    """Yield what could not be compared, and why."""
    yield from (("not compared", phrase("{} {}", error["name"], error["message"])) for error in report["errors"])


def files_summary(report: Mapping[str, Any]) -> str:
    """Return the comparison of two files in one line."""
    listed = _counted_verdicts(report["counts"]) or phrase("nothing compared")
    alone = sum(len(report[key]) for key in ("only_a", "only_b"))
    rows = sum(len(report[key]) for key in ("rows_a", "rows_b"))
    parts = [
        phrase("{}: {}", counted(len(report["arrays"]), report["kind"]), listed),
        phrase("{} in one file only", alone) if alone else "",
        phrase("{} in one file only", counted(rows, "row")) if rows else "",
        phrase("{} could not be compared", len(report["errors"])) if report["errors"] else "",
        STOPPED if report["interrupted"] else "",
    ]
    return phrase("{} · {} against {}", joined(", ", parts), report["a"]["name"], report["b"]["name"])
