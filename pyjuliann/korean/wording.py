"""The sentences and labels of reports in Korean."""

from __future__ import annotations

PHRASES = {
    "Python": "파이썬",
    "Julia": "줄리아",
    " and ": ", ",
    " or ": " 또는 ",
    # in few words
    "{} case": "사례 {}개",
    "{} cases": "사례 {}개",
    "4·√n ULP for n elements, the default": "원소가 n개일 때 4·√n ULP(기본값)",
    # verdicts and kinds of difference
    "identical": "동일",
    "agree": "일치",
    "differ": "다름",
    "value": "값",
    "shape": "크기",
    "dtype": "자료형",
    "container": "컨테이너",
    "sequence": "열거 타입",
    "length": "길이",
    "keys": "키",
    "error": "예외",
    "warnings": "경고",
    "changed": "인수 변경",
    "aliasing": "메모리 공유",
    "crossing": "전달",
    "probe": "probe",
    "value without distance": "거리가 없는 값",
    "real": "실수",
    "imag": "허수",
    "{} differ": "다름 {}개",
    "{} agree": "일치 {}개",
    "{} identical": "동일 {}개",
    # two values
    "{} ULP for {}": "{1}: {0} ULP",
    "at {} (Julia {}): ": "{}(줄리아 {})에서 ",
    " ({} part)": "({}부)",
    ", {} ULP apart": ", 차이 {} ULP",
    "{}{} in Python, {} in Julia{}{}": "{}파이썬 {}, 줄리아 {}{}{}",
    " at {} (Julia {})": ", {}(줄리아 {})에서",
    "{}{}: {} in Python, {} in Julia": "{}{}: 파이썬 {}, 줄리아 {}",
    "identical: {}": "동일: {}",
    " (and {} more)": " (그 밖에 {}개)",
    "{} of {} elements": "원소 {1}개 가운데 {0}개",
    "the value": "값",
    ", {} only in the sign of zero": ", 그 가운데 {}개는 0의 부호만",
    " by at most {} ULP": ", 차이 최대 {} ULP",
    "agree: {}{} differs{}{}{}": "일치: {}{} 다름{}{}{}",
    "agree: {}{} differ{}{}{}": "일치: {}{} 다름{}{}{}",
    "; {} beyond the budget": "; 허용 오차 밖 {}개",
    "; first {}": "; 첫 번째: {}",
    "{}{}{}{}{}; worst {}": "{}{}{}{}{}; 가장 큰 차이: {}",
    "differ: {}": "다름: {}",
    "; {} by more, at most {}, which {} explains": "; {0}개는 더 크고 최대 {1}이며 {2}(으)로 설명된다",
    " by at most {}, which {} explains": ", 차이 최대 {}, {}(으)로 설명된다",
    "at the worst element {:.2g}, which {} explains": "차이가 가장 큰 원소에서는 {:.2g}, {}(으)로 설명된다",
    "ill-conditioned: rounding alone changes most digits of this result": (
        "불량 조건 문제: 반올림만으로 이 결과의 자릿수가 대부분 바뀐다"
    ),
    # why two files differ
    "what is {a} in {A} is {b} in {B}, at {places}": "{A}의 {a} 자리에 {B}에는 {b}: {places}",
    "the texts in {side} are padded with blanks or NULs, or bytes against text": (
        "{side}의 문자열 뒤에 공백이나 NUL이 붙어 있거나, 한쪽은 바이트이고 다른 쪽은 문자열이다"
    ),
    "the texts differ in {form_told} only": "문자열은 {form_told}만 다르다",
    "{a} in {A}, {b} in {B}": "{A}에서 {a}, {B}에서 {b}",
    "{side} is complex, and all its imaginary parts are 0": "{side}: 복소수이고 허수부가 모두 0이다",
    "{side} holds its numbers as text{comma_told}": "{side}: 수가 문자열로 적혀 있다{comma_told}",
    "{side} holds its dates as text": "{side}: 날짜가 문자열로 적혀 있다",
    "dates by {a} in {A}, by {b} in {B}": "날짜의 단위: {A}에서 {a}, {B}에서 {b}",
    "{side} was rounded to {type}": "{side}: {type}(으)로 반올림되었다",
    "another type of numbers: {a} in {A}, {b} in {B}": "수의 타입이 다르다: {A}에서 {a}, {B}에서 {b}",
    "transposed: {a} in {A}, {b} in {B} (Julia's HDF5 writes dimensions in reverse)": (
        "전치되었다: {A}에서 {a}, {B}에서 {b} (줄리아의 HDF5는 차원을 거꾸로 적는다)"
    ),
    "dimensions of length 1 kept or dropped: {a} in {A}, {b} in {B}": (
        "길이가 1인 차원을 남기거나 없앴다: {A}에서 {a}, {B}에서 {b}"
    ),
    "another shape, the same order of elements: {a} in {A}, {b} in {B}": (
        "원소의 순서는 같고 크기만 다르다: {A}에서 {a}, {B}에서 {b}"
    ),
    "reshaped in the other memory order: {a} in {A}, {b} in {B}": (
        "다른 쪽의 메모리 순서로 크기를 바꾸었다: {A}에서 {a}, {B}에서 {b}"
    ),
    "axes permuted: {B} is {A}.transpose{axes}": "축의 순서가 바뀌었다: {B} = {A}.transpose{axes}",
    "the bytes of each {type} are in the other order (endianness)": ("{type} 하나하나의 바이트 순서가 반대다(엔디언)"),
    "the same bits, as {a} in {A} and as {b} in {B}": "비트는 같다: {A}에서는 {a}, {B}에서는 {b}",
    "{side} has {number:g} where the other has NaN, at {places}": (
        "다른 쪽의 NaN 자리에 {side}에는 {number:g}: {places}"
    ),
    "{side} was rounded to {digits_told}": "{side}: {digits_told}까지 반올림되었다",
    "{side} counts from one more: 1-based against 0-based indices": (
        "{side}: 1만큼 크다. 1부터 세는 인덱스와 0부터 세는 인덱스다"
    ),
    "{side} is the other times {factor}": "{side}: 다른 쪽의 {factor}배다",
    "{side} is the other plus {constant}": "{side}: 다른 쪽에 {constant}을(를) 더한 값이다",
    "{side} holds its dates as {unit} since {epoch}": "{side}: 날짜가 {epoch}부터 센 수로 적혀 있다(단위 {unit})",
    "the times in {side} are {hours} h later: another time zone": ("{side}의 시각이 {hours}시간 늦다: 시간대가 다르다"),
    "angles a whole turn of {turn} apart at {places}": "각도가 한 바퀴({turn})만큼 다르다: {places}",
    "{count} of {of} {lines} have the other sign, as eigenvectors may": (
        "{lines} {of}개 가운데 {count}개의 부호가 반대다. 고유벡터에서는 그럴 수 있다"
    ),
    "the {lines} are in reverse order": "{lines}의 순서가 거꾸로다",
    "{B}'s {lines} stand {rows_told} than {A}'s{around_told}": (
        "{B}의 {lines} 자리가 {A}에서보다 {rows_told}{around_told}"
    ),
    "{side} lacks {rows} {lines} {at_told}": "{side}에는 {at_told} {lines} {rows}개가 없다",
    "the same {rows} {lines} in another order{moved_told}{sorted_told}": (
        "같은 {lines} {rows}개가 다른 순서로 있다{moved_told}{sorted_told}"
    ),
    "element": "원소",
    "elements": "원소",
    "row": "행",
    "rows": "행",
    "column": "열",
    "columns": "열",
    "slice along dimension {}": "{}번 차원의 단면",
    "slices along dimension {}": "{}번 차원의 단면",
    "they are identical": "둘은 동일하다",
    "{}. Undone, {}": "{}. 되돌리면 {}",
    "; and ": "; 그리고 ",
    "looking for the cause in {}": "원인을 찾는 중: {}",
    "the array": "배열",
    ": --key {} aligns them": ": --key {} 옵션으로 맞출 수 있다",
    "the rows are the same in another order{}": "행은 같고 순서만 다르다{}",
    "in the first {:,} rows, where it was looked for: {}": "찾아본 범위인 처음 {:,}개 행에서: {}",
    "{} place": "{}곳",
    "{} places": "{}곳",
    "Unicode's normal form": "유니코드 정규형",
    "upper and lower case": "대소문자",
    ", with a decimal comma": "(소수점은 쉼표)",
    "{} significant digit": "유효 숫자 {}자리",
    "{} significant digits": "유효 숫자 {}자리",
    "{} digit behind the point": "소수점 아래 {}자리",
    "{} digits behind the point": "소수점 아래 {}자리",
    "whole numbers": "정수",
    "{} later": "{}칸 뒤다",
    "{} earlier": "{}칸 앞이다",
    ", and go round at the ends": ". 끝에서 처음으로 이어진다",
    "at {} (Julia {})": "{}(줄리아 {})에서",
    "at the end": "끝에서",
    "at the start (a header?)": "처음에서(머리글 줄?)",
    ", {:,} of them elsewhere": ", 그 가운데 {:,}개가 다른 자리에 있다",
    "; {} sorted": "; {}: 정렬되어 있다",
    # one call
    'a list arrives as Vector{{Any}}: give np.asarray(x), or JuliaValue(x, "Vector{{{}}}")': (
        '리스트는 Vector{{Any}}로 넘어간다: np.asarray(x)나 JuliaValue(x, "Vector{{{}}}")를 준다'
    ),
    'a dict arrives as Dict{{Any,Any}}: give JuliaValue(x, "{}")': (
        'dict는 Dict{{Any,Any}}로 넘어간다: JuliaValue(x, "{}")를 준다'
    ),
    'an int arrives as Int64: give float(n), or JuliaValue(n, "{}")': (
        'int는 Int64로 넘어간다: float(n)이나 JuliaValue(n, "{}")를 준다'
    ),
    "raised {}": "예외 {}",
    "returned {}": "결과 {}",
    "{}: both raised, {} and {}": "{}: 둘 다 예외를 냈다, {}와(과) {}",
    "{}: {:,} calls, {}": "{}: 호출 {:,}번, {}",
    "{}: {:,} calls": "{}: 호출 {:,}번",
    "the constructor, {}: {}": "생성자, {}: {}",
    " (it was step {:,} of {:,})": "(원래 {1:,}단계 가운데 {0:,}단계)",
    ", until then identical": ", 그 전까지는 동일",
    ", until then in agreement": ", 그 전까지는 일치",
    "step {:,} of {:,}{}: {}{}: {}": "{1:,}단계 가운데 {0:,}단계{2}: {3}{4}: {5}",
    "calls on one instance that follow each other": "한 인스턴스에 이어지는 호출",
    "{} returns nothing in Python: what {} returns is not compared, the fields of the object are": (
        "{}: 파이썬에서 아무것도 돌려주지 않는다. {}의 결과 대신 객체의 필드를 비교한다"
    ),
    "no attribute of {} has the name of a field of {}: fields are not compared": (
        "{}의 속성 가운데 {}의 필드와 이름이 같은 것이 없다: 필드는 비교하지 않는다"
    ),
    "fields not compared, for they cannot be: {}": "비교할 수 없어 비교하지 않은 필드: {}",
    "not compared, for {} has no such attribute: {} of {}": "비교하지 않음, {0}에 그런 속성이 없다: {2}의 {1}",
    "not compared, for {} has no such field: {} of {}": "비교하지 않음, {0}에 그런 필드가 없다: {2}의 {1}",
    "nothing to explain: both sides agree ({} cases tried)": "설명할 것이 없다: 양쪽이 일치한다(시험한 사례 {}개)",
    "unknown cause ({} cases tried)": "원인 모름(시험한 사례 {}개)",
    "{} (pyjuliann traps {})": "{}(pyjuliann traps {})",
    "no judgement: {}": "판정하지 않음: {}",
    "Python is off by {:.3g} ULP, Julia by {:.3g}": "오차는 파이썬 {:.3g} ULP, 줄리아 {:.3g} ULP",
    "Python is closer": "파이썬이 더 가깝다",
    "Julia is closer": "줄리아가 더 가깝다",
    "in doubt": "가릴 수 없다",
    "neither is closer": "어느 쪽도 더 가깝지 않다",
    "{}: against BigFloat {} at most{}": "{}: BigFloat 기준 최대 {}{}",
    "this is no matter of rounding: the two sides are farther apart than that explains, so one of them computes "
    "something else": (
        "반올림의 문제가 아니다. 양쪽의 차이가 반올림으로 설명되는 것보다 크므로 한쪽이 다른 것을 계산한다"
    ),
    "{} in {}'s code": "{1} 코드의 {0}",
    "; rounded constants: {}": "; 반올림된 상수: {}",
    "{:.3g} ULP off at most, closer for {}": "오차 최대 {:.3g} ULP, 더 가까운 값 {}개",
    "numbers": "수의 개수",
    "differing": "다른 원소",
    "max ULP": "최대 ULP",
    "budget": "허용 오차",
    "Python gave": "파이썬 결과",
    "Julia gave": "줄리아 결과",
    "Python's value": "파이썬 값",
    "Julia's value": "줄리아 값",
    "absolute": "절대",
    "relative": "상대",
    "in Python": "파이썬에서",
    "in Julia": "줄리아에서",
    # one difference
    " of {}": "({})",
    "{}: {} of {}{}": "{0}: {2} 가운데 {1}개{3}",
    "found": "발견",
    "allowed": "허용",
    "{}; ulp=, rtol= and atol=, or scale= allow more": "{}; ulp=, rtol=, atol=, scale=로 더 허용할 수 있다",
    "judge": "판정",
    "cause": "원인",
    "or": "또는",
    "no change was found": "고칠 곳을 찾지 못했다",
    "way back": "반대로",
    "so changed, Python does what Julia does; for Julia to do what Python does: {}": (
        "이렇게 고치면 파이썬이 줄리아처럼 한다. 줄리아가 파이썬처럼 하려면: {}"
    ),
    ", until time was over": "(시간이 다 되어 멈춤)",
    "change": "고칠 곳",
    "none found: {} changes of the code tried, one at a time and some in twos{}": (
        "찾지 못했다: 코드를 {}가지로, 하나씩 또는 둘씩 고쳐 보았다{}"
    ),
    "search": "탐색",
    "or change": "다른 방법",
    "{} code": "{} 코드",
    "(left out)": "(지움)",
    "{} of {} cases tried agree, the others have no ordinary numbers in them": (
        "시험한 사례 {1}개 가운데 {0}개가 일치하고, 나머지에는 보통의 수가 없다"
    ),
    "all {} cases tried agree": "시험한 사례 {}개가 모두 일치한다",
    # probes
    "; the last that agrees: {}": "; 마지막으로 일치한 곳: {}",
    "parts first at probe {}: {}{}": "처음 갈라지는 probe {}: {}{}",
    "{} comes to {}": "{}: 다음은 {}",
    "{} to no further one": "{}: 더 없다",
    "the two go different ways: {}, {}{}": "양쪽의 경로가 다르다: {}, {}{}",
    "{} raises {}": "{}: 예외 {}",
    "no probe was compared: none of one side could be compared with one of the other": (
        "비교한 probe가 없다: 양쪽 사이에 비교할 수 있는 것이 없었다"
    ),
    "no probe was compared; {}": "비교한 probe가 없다; {}",
    "the one probe agrees": "하나뿐인 probe가 일치한다",
    "all {} probes agree": "probe {}개가 모두 일치한다",
    "{}; after the last, {}, {}": "{}; 마지막 probe {} 다음에 {}",
    "the two part": "양쪽이 갈라진다",
    "call {} of it": "{}번째 호출",
    "at probe {}": "probe {}에서",
    "no probe was compared in {}: both sides must have one of the same name": (
        "{}에서 비교한 probe가 없다: 양쪽에 같은 이름의 probe가 있어야 한다"
    ),
    "{} probes of {} were compared, and agree": "{1}에서 probe {0}개를 비교했고 모두 일치한다",
    "{} probes of {} were compared, and part in {} of them, though the results agree": (
        "{1}에서 probe {0}개를 비교했고, 결과는 일치하지만 {2}개 사례에서 갈라진다"
    ),
    "probes": "probe",
    " and {} more": " 외 {}개",
    "only {} has {}{}": "{}에만 있는 probe: {}{}",
    "the same probes in another order: where Python comes to '{}', Julia comes to '{}'": (
        "같은 probe가 다른 순서로 있다: 파이썬에서 '{}' 차례에 줄리아에서는 '{}'"
    ),
    "not compared: {}, which several threads came to in no order that means anything": (
        "비교하지 않음: {}. 여러 스레드가 뜻 없는 순서로 거쳤다"
    ),
    "not compared: {} more of {}'s after the first {}, for which there was no room": (
        "비교하지 않음: {1}의 처음 {2}개 뒤에 있는 {0}개. 둘 자리가 없었다"
    ),
    "not compared: '{}': {}": "비교하지 않음: '{}': {}",
    # one pair
    "{} of {} cases differ": "사례 {1}개 가운데 {0}개 다름",
    "an expected difference did not occur": "예상한 차이가 나타나지 않음",
    "; likely cause: {}": "; 짐작되는 원인: {}",
    "differ: {}{}{}": "다름: {}{}{}",
    # as long as one likes
    "{:,.0f} s, {:,} cases in {:,} rounds": "{:,.0f}초 동안 사례 {:,}개를 {:,}번에 나누어",
    "{:,} ULP apart on ({})": "차이 {:,} ULP, 인수 ({})",
    "set apart from the verdict: {:,} of {:,} cases, which say nothing": (
        "판정에서 제외: 사례 {1:,}개 가운데 아무것도 말해 주지 않는 {0:,}개"
    ),
    "what differs is in Hypothesis' database, and is tried first the next time": (
        "다른 사례는 Hypothesis의 데이터베이스에 있으며 다음에 먼저 시험한다"
    ),
    "went on": "걸린 시간",
    "farthest": "가장 큰 차이",
    # all inputs
    "{:,} value": "값 {:,}개",
    "{:,} values": "값 {:,}개",
    ", {:,} raise on both sides": ", 양쪽 모두 예외 {:,}개",
    ", {:,} of them identical": ", 그 가운데 동일 {:,}개",
    ", at most {:,} ULP apart": ", 차이 최대 {:,} ULP",
    "{} on {}{}{}{}{}": "{1}에서 {0}{2}{3}{4}{5}",
    "differ: an expected difference did not occur on {}{}": "다름: {}에서 예상한 차이가 나타나지 않음{}",
    "differ: on {}{}; first on ({}){}": "다름: {} 모두{}; 첫 번째: ({}){}",
    "differ: {} on {} but {:,}{}{}; first on ({}){}": "다름: {1} 가운데 {2:,}개를 빼고 {0}{3}{4}; 첫 번째: ({5}){6}",
    "input ({})": "입력 ({})",
    "inputs ({})": "입력 ({})",
    "value of {}": "{} 값",
    "values of {}": "{} 값",
    "{} value": "{} 값",
    "{} values": "{} 값",
    "all {1:,} {2}": "{2} {1:,}개 전체",
    "the first {:,} of {:,} {}": "{2} {1:,}개 가운데 처음 {0:,}개",
    "all {:,} wanted of {:,} {}": "{2} {1:,}개 가운데 조건에 맞는 {0:,}개 전체",
    "those {:,} wanted of the first of {:,} {}": "{2} {1:,}개 가운데 앞쪽의 조건에 맞는 {0:,}개",
    "{:,} in Python alone": "파이썬만 {:,}개",
    "{:,} in Julia alone": "줄리아만 {:,}개",
    "{:,} on both sides": "양쪽 모두 {:,}개",
    "{:,} at {:,}": "{1:,} ULP {0:,}개",
    "and in {:,} more ranges": "그 밖의 범위 {:,}개",
    "{:,} inputs one by one, {:,} by those on which the same happened": (
        "입력 {:,}개는 하나씩, {:,}개는 같은 일이 일어난 것으로"
    ),
    "({}) to ({}), {:,} inputs": "({})부터 ({})까지 {:,}개",
    "raised": "예외",
    "by ULP": "ULP별",
    "differ at": "다른 곳",
    "judged": "판정",
    "at default": "기본값 그대로",
    "the same inputs again: --exhaustive": "같은 입력으로 다시: --exhaustive",
    ", at most {} ULP apart": ", 차이 최대 {} ULP",
    "{}: {}{}, {} identical{}{}": "{}: {}{}, 동일 {}개{}{}",
    "; {} by at most {}: {}": "; {}개는 차이 최대 {}: {}",
    "; {} by more, at most {}: {}": "; {}개는 더 크고 최대 {}: {}",
    "{:.2g} relative": "상대 {:.2g}",
    "{} (does not count; {})": "{} (판정에 넣지 않음; {})",
    "{}: {}{}, {} differ": "{}: {}{}, 다름 {}개",
    ", {} raised on both sides": ", 양쪽 모두 예외 {}개",
    ", none compared values{}": ", 값을 비교한 것 없음{}",
    ", {} compared values{}": ", 값을 비교한 것 {}개{}",
    "seed": "시드",
    "also tried": "더 시험한 것",
    "worst that agrees": "일치한 것 가운데 가장 큰 차이",
    "; {} raised on both sides": "; 양쪽 모두 예외 {}개",
    "values were compared in {} of {}{}": "{1} 가운데 {0}개에서 값을 비교했다{2}",
    "values were compared in none of {1}{2}": "{1} 가운데 어디서도 값을 비교하지 않았다{2}",
    "note on {}: {}": "{} 참고: {}",
    "stale: {}": "낡은 예상: {}",
    "{}: {} of {} differ ({}, on {})": "{0}: {2}개 가운데 {1}개 다름({3}, 인수 {4})",
    "also tried: {}": "더 시험한 것: {}",
    "first: {}": "첫 번째: {}",
    "the call was saved": "호출을 저장했다",
    "the same cases again: --seed {}": "같은 사례를 다시: --seed {}",
    "note: {}": "참고: {}",
    "using": "using",
    # in pytest
    "parity of Python and Julia": "파이썬과 줄리아의 일치",
    "the tests' calls in Julia": "테스트의 호출을 줄리아에서",
    "WARNING: no Julia is running; these are recorded answers": "경고: 실행 중인 줄리아가 없어 기록된 답을 썼다",
    "and {} more that are no worse": "그 밖에 더 나쁘지 않은 {}개",
    "written: {}": "씀: {}",
    "known": "알려진 차이",
    # notes
    "none of {} ran lines {} of {}": "{0} 가운데 어느 것도 {2}의 {1}행을 실행하지 않았다",
    "none of {} ran line {} of {}": "{0} 가운데 어느 것도 {2}의 {1}행을 실행하지 않았다",
    "set apart from the verdict: {} so near the ends of the range that what comes in between leaves it; {}": (
        "판정에서 뺀 {}: 표현 범위의 끝에 가까워 중간 값이 범위를 벗어난다; {}"
    ),
    "set apart from the verdict: {} whose result rounding alone decides; {}": (
        "판정에서 뺀 {}: 반올림만으로 결과가 정해진다; {}"
    ),
    "on ({}) Python {}, Julia {}": "인수 ({})에서 파이썬 {}, 줄리아 {}",
    "gives {}": "결과 {}",
    "stopped after {}: {}": "{} 뒤에 멈춤: {}",
    "it was interrupted": "중단됨",
    "{} differed in {}, and no more when run once again here: a side's results depend on more than its arguments, "
    "or on the machine": (
        "{}가 {}에서 달랐으나 여기서 다시 실행하니 같음: 한쪽 결과가 인수 말고 다른 것이나 기계에 따라 달라짐"
    ),
    "{} of {} cases, {} differ": "사례 {1}개 중 {0}개, 다름 {2}개",
    "{}, {} a second, {} left": "{}, 초당 {}개, 남은 시간 {}",
    "arguments: {}, the likeliest of those that both sides take": (
        "인수: {}. 양쪽이 받는 것 가운데 가장 그럴듯한 것이다"
    ),
    "further differences: {}": "그 밖의 차이: {}",
    "{} failed: {}: {}": "{} 실패: {}: {}",
    "the expected difference in {} left values of {} of {} uncompared: {}": (
        "예상한 차이({0}) 때문에 {2} 가운데 {1}개에서 값을 비교하지 못했다: {3}"
    ),
    "the expected difference in {} was not exercised by any case": "예상한 차이({})를 시험하는 사례가 없었다",
    "the expected difference in {}{} did not occur in {} cases": ("예상한 차이({}){}가 사례 {}개에서 나타나지 않았다"),
    "the expected difference in {}{} did not occur": "예상한 차이({}){}가 나타나지 않았다",
    "both sides raised, so nothing was compared; a test that is about an error says so: {}": (
        "양쪽 모두 예외를 내어 비교한 것이 없다. 예외를 시험하는 테스트라면 이렇게 적는다: {}"
    ),
    "the test expects {} (raises=); Python {}": "테스트가 예상한 예외는 {}(raises=); 파이썬은 {}",
    # a program's calls
    "gives another result when it is called again in Python, as it depends on more than arguments": (
        "파이썬에서 다시 부르면 결과가 다르다. 인수 말고 다른 것에도 달려 있다"
    ),
    "{} call": "호출 {}번",
    "{} calls": "호출 {}번",
    "{} equal to one of these": "이 가운데 하나와 같은 것 {}번",
    "{} not drawn for the sample": "표본에 뽑히지 않은 것 {}번",
    "{} seen, {} kept{}, {} compared": "{} 가운데 {}번 저장{}, {}번 비교",
    "left out: {}: {}": "제외: {}: {}",
    "{} raised on both sides": "{}: 양쪽 모두 예외",
    "none was kept": "저장된 것이 없다",
    "{}: nothing was compared of {}: {}": "{}: {} 가운데 비교한 것이 없다: {}",
    "in {} (call {})": "{}({}번째 호출) 안",
    "a call that was not kept": "저장되지 않은 호출",
    "call {} of the program": "프로그램의 {}번째 호출",
    "differs, as do {} in it; whether it would without could not be tried: {}": (
        "다르다. 그 안의 {}도 다르다. 그것이 없을 때 어떨지는 시험하지 못했다: {}"
    ),
    "differs, as does {} in it; whether it would without could not be tried: {}": (
        "다르다. 그 안의 {}도 다르다. 그것이 없을 때 어떨지는 시험하지 못했다: {}"
    ),
    "differs by itself: with Julia's {} in it, Python's still differs from Julia's": (
        "스스로 다르다: 줄리아의 {}을(를) 넣어도 파이썬의 결과가 줄리아와 다르다"
    ),
    "differs because {0} do: with Julia's {0} in it, Python's agrees with Julia's": (
        "{0} 때문에 다르다: 줄리아의 것을 넣으면 파이썬의 결과가 줄리아와 일치한다"
    ),
    "differs because {0} does: with Julia's {0} in it, Python's agrees with Julia's": (
        "{0} 때문에 다르다: 줄리아의 것을 넣으면 파이썬의 결과가 줄리아와 일치한다"
    ),
    "differ: {} of {} differ, as do calls within them, of {}": "다름: {1} 가운데 {0}번, 그 안에서 부른 {2}도 다름",
    "differ: {} of {} differ, because {} does": "다름: {1} 가운데 {0}번, {2} 때문",
    "differ: {} of {} differ, because {} do": "다름: {1} 가운데 {0}번, {2} 때문",
    "the program started {} child processes; calls in there were not seen": (
        "프로그램이 자식 프로세스 {}개를 시작했고, 그 안의 호출은 보지 못했다"
    ),
    "the program started {} child process; calls in there were not seen": (
        "프로그램이 자식 프로세스 {}개를 시작했고, 그 안의 호출은 보지 못했다"
    ),
    "the calls are those of {} processes, each with an order of its own": (
        "프로세스 {}개의 호출이며, 순서는 프로세스마다 따로다"
    ),
    "nothing was compared: {} called none of {}": "비교한 것 없음: {}에서 {} 가운데 어느 것도 부르지 않았다",
    "replayed: {}": "재현: {}",
    "{} ended with exit code {}": "{}: 종료 코드 {}",
    "never called: {}": "부르지 않은 것: {}",
    "first to differ: {}": "처음 다른 호출: {}",
    "which call is the first to differ by itself could not be found out": (
        "어느 호출이 처음으로 스스로 다른지 알아내지 못했다"
    ),
    # all pairs
    "pair": "쌍",
    "verdict": "판정",
    "cases": "사례",
    "calls": "호출",
    "follows": "따라서 다름",
    "all verdicts": "모든 판정",
    "Pair": "쌍",
    "Verdict": "판정",
    "What agrees": "일치하는 것",
    "largest distance of a case, in ULP": "사례에서 가장 큰 차이(ULP)",
    "{} at {} ULP": "{1} ULP {0}개",
    "Cases by largest distance: {}": "가장 큰 차이에 따른 사례의 수: {}",
    "nothing checked": "검사한 것 없음",
    ", {} could not be checked": ", 검사하지 못한 것 {}개",
    "{} pair: {}{}": "쌍 {}개: {}{}",
    "{} pairs: {}{}": "쌍 {}개: {}{}",
    ", recorded {}": ", {}에 기록함",
    "{} engine, Julia {}{}": "{} 엔진, 줄리아 {}{}",
    "runs on": "실행 환경",
    "not checked": "검사하지 못함",
    "no twin for {}'s {}": "짝이 없는 {} 함수: {}",
    # in GitHub Actions
    "{}: not checked": "{}: 검사하지 못함",
    "{} more, of which GitHub would show no annotation: the job's summary and this log have them": (
        "그 밖에 {}개는 GitHub에 주석으로 나오지 않는다. 작업 요약과 이 로그에 있다"
    ),
    "pyjuliann wrote no summary of this job: {}": "pyjuliann이 이 작업의 요약을 쓰지 않았다: {}",
    "{} is not set": "{}: 설정되어 있지 않다",
    "{} has no room left: GitHub takes {} bytes of a step": "{}: 자리가 없다. GitHub는 단계마다 {}바이트까지 받는다",
    "{} rows of the table": "표의 행 {}개",
    "{} sections": "절 {}개",
    "Left out, for want of room: {}.": "자리가 모자라 뺀 것: {}.",
    "… and {} characters more": "… 외 {}자",
    # two files
    "{} (first)": "{}(첫째)",
    "{} (second)": "{}(둘째)",
    "{:,} row": "행 {:,}개",
    "{:,} rows": "행 {:,}개",
    "{:,} element": "원소 {:,}개",
    "{:,} elements": "원소 {:,}개",
    "{:,} array": "배열 {:,}개",
    "{:,} arrays": "배열 {:,}개",
    "{:,} column": "열 {:,}개",
    "{:,} columns": "열 {:,}개",
    "dtype: {} and {} (does not count)": "자료형: {}와(과) {}(판정에 넣지 않음)",
    "{} is compared as {}": "{}: {}(으)로 비교한다",
    "none": "없음",
    "time zones: {} and {}; compared in UTC": "시간대: {}와(과) {}; UTC로 비교한다",
    "shapes: {} and {}; compared without the dimensions of length 1, which a format without vectors adds": (
        "크기: {}와(과) {}. 벡터가 없는 형식이 더하는 길이 1인 차원을 빼고 비교한다"
    ),
    "the only array of each file: {!r} and {!r}": "각 파일에 하나뿐인 배열: {!r}와(과) {!r}",
    "one file does not name its columns: matched in their order": "한 파일에 열 이름이 없다: 순서대로 맞춘다",
    "columns taken as those of the matrix, in their order: {}": "행렬의 열로 본 것, 순서대로: {}",
    "rows of one key are compared, whatever their order: {}": "순서와 상관없이 키가 같은 행을 비교한다: {}",
    "the dimensions of {} are turned round, as --reversed says": "--reversed에 따라 {}의 차원을 뒤집는다",
    "--reversed {} takes the dimensions of {} for Julia's, which HDF5 keeps in reverse": (
        "--reversed {}: {}의 차원을 HDF5에 거꾸로 적힌 줄리아의 것으로 본다"
    ),
    "both are one file, which says nothing of two programs": (
        "둘은 같은 파일이다. 두 프로그램에 대해 아무것도 말해 주지 않는다"
    ),
    "no column": "열 없음",
    "--key: has no column {!r} with one value for each row; there are {}": (
        "--key: 행마다 값이 하나인 열 {!r}이(가) 없다. 있는 열: {}"
    ),
    "--key: row {} (from 1: {}) has no {!r}": "--key: 행 {}(1부터 세면 {})에 {!r}이(가) 없다",
    "--key: {} {} is that of rows {} and {} (from 1: {}, {})": (
        "--key: {} {}이(가) 행 {}와(과) {}에 겹친다(1부터 세면 {}, {})"
    ),
    "--key: no {} is in both files; {} begins with {}, this one with {}": (
        "--key: 두 파일에 함께 있는 {}이(가) 없다. 첫 값은 {}에서 {}, 이 파일에서 {}"
    ),
    "{} and {}: nothing was compared, for neither holds an element that could be": (
        "{}, {}: 비교한 것이 없다. 비교할 수 있는 원소가 어느 쪽에도 없다"
    ),
    "{} and {}: the process that read them {}: a file may be damaged": (
        "{}, {}: 파일을 읽던 프로세스가 {}: 파일이 손상되었을 수 있다"
    ),
    "array": "배열",
    "max absolute": "최대 절대",
    "max relative": "최대 상대",
    "(the array)": "(배열)",
    "(unnamed)": "(이름 없음)",
    "{} {} against {}": "{} {} 대 {}",
    "; {} equal in value": "; 값이 같은 {}",
    "differ: {}{}": "다름: {}{}",
    "{:,} of {}{}": "{1} 가운데 {0:,}개{2}",
    "; {:,} beyond what is allowed": "; 허용 범위 밖 {:,}개",
    ", by at most {}": ", 차이 최대 {}",
    "{:,} of {} had been compared": "{1} 가운데 {0:,}개까지 비교했다",
    ", the first at {} (Julia {})": ", 첫 번째는 {}(줄리아 {})",
    ", {:,.0f} s left": ", {:,.0f}초 남음",
    "comparing {}: {:.0f} % of {}{}": "비교하는 중: {0}: {2}의 {1:.0f} %{3}",
    "had not been begun when it was stopped": "멈출 때까지 시작하지 못했다",
    "stopped by Ctrl-C": "Ctrl-C로 멈춤",
    "{} absolute": "절대 {}",
    "{} relative": "상대 {}",
    "row of key {}": "키가 {}인 행",
    ", {} apart": ", 차이 {}",
    "{} in {}, {} in {}": "{1}에서 {0}, {3}에서 {2}",
    "first": "첫 번째",
    "worst": "가장 큰 차이",
    "allow": "허용하려면",
    "note": "참고",
    "--ulp {} would do": "--ulp {}(으)로 충분하다",
    "--rtol {:.1e} would do": "--rtol {:.1e}(으)로 충분하다",
    "a cause was sought for the first {} that differ": "다른 것 가운데 처음 {}개만 원인을 찾았다",
    "… and {:,} more": "… 외 {:,}개",
    " and {:,} more": " 외 {:,}개",
    "{:,} more differ: --json, --html, --junit and --markdown tell of all": (
        "그 밖에 {:,}개가 다르다: --json, --html, --junit, --markdown에 모두 나온다"
    ),
    "only in {}: {}": "{}에만 있음: {}",
    "{} only in {}: {}": "{1}에만 있는 {0}: {2}",
    "{} in one file only": "한 파일에만 있는 것 {}",
    "{} could not be compared": "비교하지 못한 것 {}개",
    "not compared": "비교하지 못함",
    "nothing compared": "비교한 것 없음",
    "{} · {} against {}": "{} · {} 대 {}",
}
