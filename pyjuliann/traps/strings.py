"""Traps of strings: bytes and characters, quotes, operators, methods, patterns."""

from __future__ import annotations

from typing import Final

from pyjuliann.traps.model import Entry, Raises, TrapGroup

_PYTHON: Final = "Julia manual, Noteworthy differences from Python"

GROUPS = (
    TrapGroup(29, "Strings and characters", (
        Entry(
            "29.1", "Indexing by byte",
            line="Index 2 of a Korean text is a StringIndexError in Julia, a character in Python.",
            julia_setup='s = "한국어"', python_setup='s = "한국어"', julia="s[2]",
            julia_gives=Raises("StringIndexError"), python="s[2]", python_gives='"어"',
            why=(
                "Julia's indices are those of UTF-8 bytes, and index 2 is in the middle of a character. ASCII "
                "hides it."
            ),
            as_python="s[nextind(s, 0, 3)]", as_julia="s.encode()[1:].decode()", source="Julia manual, Strings",
        ),
        Entry(
            "29.2", "The last index of a string",
            line="The last index of two Korean characters is 4 in Julia and 1 in Python.",
            julia_setup='s = "한국"', python_setup='s = "한국"', julia="lastindex(s)", julia_gives="4",
            python="len(s) - 1", python_gives="1",
            why=(
                "The last character starts at byte 4. `length` counts characters on both sides; loop with "
                "eachindex or nextind."
            ),
            as_python="length(s) - 1", as_julia="len(s[:-1].encode()) + 1", source="Julia manual, Strings",
        ),
        Entry(
            "29.3", "A character is no string",
            line="\"abc\"[1] == \"a\" is false in Julia: it is the character 'a'.",
            julia='"abc"[1] == "a"', julia_gives="false", python='"abc"[0] == "a"', python_gives="True",
            why="Char and String are types of their own. Python has strings of length 1 only.",
            as_python='string("abc"[1]) == "a"', as_julia="", no_idiom="Python has no type of a single character",
            source=_PYTHON,
        ),
        Entry(
            "29.4", "Single quotes",
            line="'ab' is a syntax error in Julia: single quotes hold one character.",
            julia="'ab'", julia_gives=Raises("ParseError"), python="'ab'", python_gives='"ab"',
            why="Strings take double quotes.",
            as_python='"ab"', as_julia="", no_idiom="Python's quotes mean the same", source="Julia manual, Strings",
        ),
        Entry(
            "29.5", "Joining",
            line='"a" + "b" is a MethodError in Julia: * joins strings.',
            julia='"a" + "b"', julia_gives=Raises("MethodError"), python='"a" + "b"', python_gives='"ab"',
            why="Joining does not commute, and Julia keeps + for what does.",
            as_python='"a" * "b"', as_julia="", no_idiom="an error is nothing to imitate", source=_PYTHON,
        ),
        Entry(
            "29.6", "Repeating",
            line='"ab" * 3 is a MethodError in Julia: ^ repeats strings.',
            julia='"ab" * 3', julia_gives=Raises("MethodError"), python='"ab" * 3', python_gives='"ababab"',
            why="A power is a repeated product, and the product joins.",
            as_python='"ab"^3', as_julia="", no_idiom="an error is nothing to imitate", source="Julia manual, Strings",
        ),
        Entry(
            "29.7", "A character plus a number",
            line="'a' + 1 is 'b' in Julia and a TypeError in Python.",
            julia="'a' + 1", julia_gives="'b'", python='"a" + 1', python_gives=Raises("TypeError"),
            why="Characters are points on a line: they can be moved and subtracted.",
            as_python="", as_julia='chr(ord("a") + 1)', no_idiom="an error is nothing to imitate",
            source="Julia manual, Strings",
        ),
        Entry(
            "29.8", "A digit as a number",
            line="Int('1') is the code point 49 in Julia; Python's int(\"1\") is 1.",
            julia="Int('1')", julia_gives="49", python='int("1")', python_gives="1",
            why="Converting a Char gives its code point, parsing reads its digits.",
            as_python="parse(Int, '1')", as_julia='ord("1")', source="Julia manual, Strings",
        ),
        Entry(
            "29.9", "A dollar sign",
            line='"$x" is the value of x in Julia and a dollar sign with x in Python.',
            julia_setup="x = 3", python_setup="x = 3", julia='"$x"', julia_gives='"3"', python='"$x"',
            python_gives='"$x"',
            why='Every string of Julia is what an f-string is in Python. Write "\\$" or raw"..." for the sign.',
            as_python='raw"$x"', as_julia='f"{x}"', source="Julia manual, Strings",
        ),
        Entry(
            "29.10", "A string in a string",
            line='"ab" in "abc" is an error in Julia: occursin asks that.',
            julia='"ab" in "abc"', julia_gives=Raises("ErrorException"), python='"ab" in "abc"', python_gives="True",
            why="A string is a collection of characters; 'a' in \"abc\" is true.",
            as_python='occursin("ab", "abc")', as_julia="", no_idiom="an error is nothing to imitate",
            source="Julia docs, occursin",
        ),
        Entry(
            "29.11", "The r before a string",
            line='r"a\\d" is a regular expression in Julia and a string in Python.',
            python_setup="import re", julia='length(r"a\\d")', julia_gives=Raises("MethodError"), python='len(r"a\\d")',
            python_gives="3",
            why="Python's raw string is raw\"a\\d\" in Julia.",
            as_python='length(raw"a\\d")', as_julia="", no_idiom="an error is nothing to imitate",
            source="Julia manual, Strings",
        ),
        Entry(
            "29.12", "Matching from the start",
            line="match looks anywhere in the string; Python's re.match at its start only.",
            python_setup="import re", julia='match(r"b", "abc") === nothing', julia_gives="false",
            python='re.match("b", "abc") is None', python_gives="True",
            why="Julia's match is Python's re.search.",
            as_python='match(r"^b", "abc") === nothing', as_julia='re.search("b", "abc") is None',
            source="Julia docs, match; Python docs, re",
        ),
        Entry(
            "29.13", "Triple quotes",
            line='Julia drops the first newline and the indentation of """; Python keeps both.',
            julia='"""\n    a\n"""', julia_gives='"    a\\n"', python='"""\n    a\n"""', python_gives='"\\n    a\\n"',
            why="The indentation that all lines share is taken away, that of the closing quotes included.",
            as_python='"\\n    a\\n"', as_julia='"    a\\n"', source="Julia manual, Strings",
        ),
        Entry(
            "29.14", "Splitting with a limit",
            line="limit=2 gives two parts in Julia; maxsplit=2 gives three in Python.",
            julia='length(split("a,b,c,d", ","; limit=2))', julia_gives="2", python='len("a,b,c,d".split(",", 2))',
            python_gives="3",
            why="Julia counts the parts, Python the cuts.",
            as_python='length(split("a,b,c,d", ","; limit=3))', as_julia='len("a,b,c,d".split(",", 1))',
            source="Julia docs, split; Python docs, str.split",
        ),
        Entry(
            "29.15", "Splitting at nothing",
            line='split("abc", "") gives the characters in Julia and a ValueError in Python.',
            julia='length(split("abc", ""))', julia_gives="3", python='len("abc".split(""))',
            python_gives=Raises("ValueError"),
            why='`collect("abc")` gives characters, split gives strings.',
            as_python="", as_julia='len(list("abc"))', no_idiom="an error is nothing to imitate",
            source="Julia docs, split; Python docs, str.split",
        ),
        Entry(
            "29.16", "Joining numbers",
            line="join takes numbers in Julia; Python's join takes strings only.",
            julia='join([1, 2], ",")', julia_gives='"1,2"', python='",".join([1, 2])', python_gives=Raises("TypeError"),
            why="Julia prints whatever it joins.",
            as_python="", as_julia='",".join(map(str, [1, 2]))', no_idiom="an error is nothing to imitate",
            source="Julia docs, join; Python docs, str.join",
        ),
        Entry(
            "29.17", "Letters that grow",
            line='uppercase("ß") stays one character in Julia; Python makes it SS.',
            julia='length(uppercase("ß"))', julia_gives="1", python='len("ß".upper())', python_gives="2",
            why="Julia changes characters one by one.",
            as_python='length(replace(uppercase("ß"), r"[ßẞ]" => "SS"))', as_julia='len("ß".upper()[:1])',
            source="Julia docs, uppercase; Python docs, str.upper",
        ),
        Entry(
            "29.18", "Digits of other scripts",
            line="isdigit('٣') is false in Julia and True in Python.",
            julia="isdigit('٣')", julia_gives="false", python='"٣".isdigit()', python_gives="True",
            why="Julia's isdigit means 0 to 9. Its isnumeric asks Unicode.",
            as_python="isnumeric('٣')", as_julia='"٣".isascii() and "٣".isdigit()',
            source="Julia docs, isdigit; Python docs, str.isdigit",
        ),
        Entry(
            "29.19", "Zeros before a sign",
            line="lpad(\"-5\", 4, '0') is 00-5; Python's zfill knows the sign.",
            using=("Printf",), julia="lpad(\"-5\", 4, '0')", julia_gives='"00-5"', python='"-5".zfill(4)',
            python_gives='"-005"',
            why="lpad sees characters, no numbers. `string(-5, pad=3)` knows the sign as well.",
            as_python='@sprintf("%04d", -5)', as_julia='"-5".rjust(4, "0")',
            source="Julia docs, lpad; Python docs, str.zfill",
        ),
        Entry(
            "29.20", "Formatting with %",
            line='"%d" % 3 is a MethodError in Julia and "3" in Python.',
            using=("Printf",), julia='"%d" % 3', julia_gives=Raises("MethodError"), python='"%d" % 3',
            python_gives='"3"',
            why="Formats belong to the macros of Printf.",
            as_python='@sprintf("%d", 3)', as_julia="", no_idiom="an error is nothing to imitate",
            source="Julia docs, Printf; Python docs, printf-style String Formatting",
        ),
        Entry(
            "29.21", "Two texts side by side",
            line='["ab" "cd"] is a 1×2 matrix in Julia; Python joins the two into one text.',
            julia='length(["ab" "cd"])', julia_gives="2", python='len(["ab" "cd"])', python_gives="1",
            why="A forgotten comma makes a matrix in Julia and loses an element in Python.",
            as_python='length(["ab" * "cd"])', as_julia='len(["ab", "cd"])',
            source="Julia manual, Noteworthy differences from Python; Python docs, String literal concatenation",
        ),
        Entry(
            "29.22", "A slice of a text past its end",
            line="\"abc\"[2:10] is a BoundsError in Julia; Python's slice stops at the end.",
            julia_setup='s = "abc"', python_setup='s = "abc"', julia="s[2:10]", julia_gives=Raises("BoundsError"),
            python="s[1:10]", python_gives='"bc"',
            why="first(s, 10) and last(s, 10) take fewer characters where there are no more.",
            as_python="s[2:min(10, end)]", as_julia="", no_idiom="an error is nothing to imitate",
            source="Julia manual, Strings; Python docs, Sequence Types",
        ),
        Entry(
            "29.23", "Replacing",
            line="replace takes a pair in Julia, two arguments in Python.",
            julia='replace("abc", "a", "b")', julia_gives=Raises("MethodError"), python='"abc".replace("a", "b")',
            python_gives='"bbc"',
            why='The pair is written "a" => "b".',
            as_python='replace("abc", "a" => "b")', as_julia="", no_idiom="an error is nothing to imitate",
            source="Julia docs, replace; Python docs, str.replace",
        ),
        Entry(
            "29.24", "Several beginnings",
            line="startswith takes one beginning in Julia; Python's takes a tuple of them.",
            julia='startswith("abc", ("x", "a"))', julia_gives=Raises("MethodError"),
            python='"abc".startswith(("x", "a"))', python_gives="True",
            why="Ask each of them.",
            as_python='any(startswith.("abc", ("x", "a")))', as_julia="", no_idiom="an error is nothing to imitate",
            source="Julia docs, startswith; Python docs, str.startswith",
        ),
    )),
)  # fmt: skip
