"""Why values do not cross between the languages, what they are, and what is asked of Julia's in vain, in Korean."""

from __future__ import annotations

PHRASES = {
    # what a value is
    "{} array {}": "{} 배열 {}",
    "masked {}": "마스크된 {}",
    "{} of {}": "{}(원소 {}개)",
    "module": "모듈",
    "weeks": "주",
    "months": "개월",
    "years": "년",
    "minutes": "분",
    # where it stands
    " at {}": "({} 자리)",
    " (at {})": "({} 자리)",
    " as a key": "(키)",
    " as an element": "(원소)",
    "the column {} of a {}: {}": "{1}의 열 {0}: {2}",
    # no counterpart in Julia
    "a Python {} has no Julia counterpart": "파이썬의 {}에 대응하는 줄리아 값이 없다",
    "a Python {} has no Julia counterpart in pairs and records; for a pair, give both sides: pyjuliann.Twin(function, "
    "julia_code)": (
        "쌍과 기록에서는 파이썬의 {}에 대응하는 줄리아 값이 없다. 쌍에는 양쪽을 준다: "
        "pyjuliann.Twin(function, julia_code)"
    ),
    "{} is for arguments of pairs: give one of its sides": "{}은(는) 쌍의 인수에 쓴다. 두 쪽 가운데 하나를 준다",
    "a JuliaObject has no counterpart in pairs and records: its engine alone knows it": (
        "쌍과 기록에서는 JuliaObject에 대응하는 값이 없다. 그 엔진만 안다"
    ),
    "a NumPy array of dtype {} has no Julia counterpart{}": "자료형이 {}인 NumPy 배열에 대응하는 줄리아 값이 없다{}",
    "a NumPy scalar of dtype {} has no Julia counterpart{}": (
        "자료형이 {}인 NumPy 스칼라에 대응하는 줄리아 값이 없다{}"
    ),
    ": Julia has no extended precision; np.{} rounds it": (
        ": 줄리아에는 확장 정밀도가 없다. np.{}(으)로 반올림할 수 있다"
    ),
    "an array of strings with missing ones has no Julia counterpart": (
        "결측이 있는 문자열 배열에 대응하는 줄리아 값이 없다"
    ),
    "containers are nested deeper than {} levels (one may hold itself)": (
        "컨테이너가 {}단계보다 깊이 중첩되어 있다(스스로가 들어 있을 수 있다)"
    ),
    "a str with a lone surrogate (at position {}) is not Unicode": (
        "짝이 없는 서로게이트({}번 자리)가 있는 str은 유니코드가 아니다"
    ),
    "{} has no Julia counterpart: Julia has no signalling NaN": (
        "{}에 대응하는 줄리아 값이 없다: 줄리아에는 신호를 내는 NaN이 없다"
    ),
    "a Decimal of {} digits; of more than {}, none is sent": "{}자리 Decimal이다. {}자리보다 길면 보내지 않는다",
    "a {} of shape {} is no sparse matrix of Julia's: {}": (
        "크기가 {1}인 {0}은(는) 줄리아의 희소 행렬이 될 수 없다: {2}"
    ),
    "indices that are out of range": "인덱스가 범위를 벗어났다",
    "SciPy is not installed: a {} is a record of its fields": (
        "SciPy가 설치되어 있지 않다: {}을(를) 필드의 레코드로 준다"
    ),
    # dates and times
    "NaT has no Julia counterpart; {}": "NaT에 대응하는 줄리아 값이 없다. {}",
    "NaT{} has no Julia counterpart; {}": "NaT{}에 대응하는 줄리아 값이 없다. {}",
    "for a date that is not known, pyjuliann.MISSING is Julia's `missing`": (
        "모르는 날짜에는 줄리아의 `missing`인 pyjuliann.MISSING을 쓴다"
    ),
    "{} has a time zone, and Julia's {} has none; .replace(tzinfo=None) leaves it out": (
        "{}에는 시간대가 있는데 줄리아의 {}에는 없다. .replace(tzinfo=None)으로 뺄 수 있다"
    ),
    "{} is no whole number of milliseconds, which Julia's DateTime counts": (
        "{}은(는) 밀리초로 나누어떨어지지 않는다. 줄리아의 DateTime은 밀리초를 센다"
    ),
    "{} is more microseconds than Julia's Int64 holds; name a longer unit": (
        "{}의 마이크로초 수가 줄리아의 Int64에 들어가지 않는다. 더 긴 단위를 쓴다"
    ),
    "{} without a unit has no Julia counterpart": "단위가 없는 {}에 대응하는 줄리아 값이 없다",
    "{} has no Julia counterpart: its periods end at nanoseconds": (
        "{}에 대응하는 줄리아 값이 없다: 줄리아의 기간은 나노초까지 있다"
    ),
    "{}: a year beyond Julia's {}": "{}: 줄리아의 {}에 들어가지 않는 연도다",
    "{}: a number beyond Int64 in units of {}": "{}: 단위를 {}(으)로 하면 Int64에 들어가지 않는 수다",
    "{}{} is no whole number of {} that Int64 holds, and these are what Julia counts": (
        "{0}{1}은(는) 줄리아가 세는 단위인 {2}(으)로 나누어떨어지지 않거나 Int64에 들어가지 않는다"
    ),
    # arrays and tables of other packages
    "a {} that requires gradients, which end here: pass its .detach()": (
        "{}이(가) 기울기를 요구하는데 여기서 끊긴다: .detach()를 준다"
    ),
    "a {} that is not in the processor's memory: copy it there first": (
        "{}이(가) CPU의 메모리에 없다: 먼저 그리로 복사한다"
    ),
    "a {} that NumPy cannot read": "NumPy로 읽을 수 없는 {}이다",
    "a {} that NumPy cannot read ({}: {})": "NumPy로 읽을 수 없는 {}이다({}: {})",
    "a {} with a column called {}: expected a text": "{}의 열 이름 {}이(가) 문자열이 아니다",
    "a {} with two columns called {}": "{}에 이름이 {}인 열이 둘 있다",
    # a named Julia type
    "{:.80}{} is no {}": "{:.80}{}은(는) {}이(가) 아니다",
    "the type of a JuliaValue must be a str, not {}": "JuliaValue의 타입은 str이어야 하는데 {}이(가) 왔다",
    "a JuliaValue of type {!r} cannot be sent: {}": "타입이 {!r}인 JuliaValue는 보낼 수 없다: {}",
    "a JuliaValue of type {!r} cannot be sent; see the README's table of types": (
        "타입이 {!r}인 JuliaValue는 보낼 수 없다. README의 타입 표를 본다"
    ),
    "its elements are {}": "원소가 {}이다",
    "{} is no Symbol: it has a NUL": "{}은(는) Symbol이 될 수 없다: NUL이 있다",
    # from Julia
    "a NamedTuple with fields {}: {}": "필드가 {}인 NamedTuple: {}",
    "a Dict with different keys that Python takes for one, such as 'a' and \"a\"": (
        "'a'와 \"a\"처럼 파이썬에서는 같은 키가 되는 다른 키가 Dict에 있다"
    ),
    "a Set with different elements that Python takes for one, such as 'a' and \"a\"": (
        "'a'와 \"a\"처럼 파이썬에서는 같은 원소가 되는 다른 원소가 Set에 있다"
    ),
    "a {} with a {} as key, which Python cannot hash": "{}의 키에 파이썬이 해시할 수 없는 {}이(가) 있다",
    "a {} with a {} as element, which Python cannot hash": "{}의 원소에 파이썬이 해시할 수 없는 {}이(가) 있다",
    "a value of the enumeration {}: {}": "열거형 {}의 값: {}",
    "a {} of which no {} can be made: {}": "{}(으)로 {}을(를) 만들 수 없다: {}",
    "a {} lacks a field: {}": "{}에 필드가 없다: {}",
    "a shape of {}": "크기가 {}이다",
    "CBOR tag {} is not part of the protocol": "CBOR 태그 {}은(는) 프로토콜에 없다",
    "{} is not part of the protocol": "{}은(는) 프로토콜에 없다",
    "{}arrays of {} do not fit into the {} of memory that are free": (
        "{}{} 크기의 배열은 남은 메모리 {}에 들어가지 않는다"
    ),
    "{:.0f} bytes": "{:.0f}바이트",
    # what Julia has changed
    "{}: {}: {}; nothing was written": "{}: {}: {}. 쓴 것은 없다",
    "what has changed in it cannot be written into a {}": "바뀐 것을 {}에 쓸 수 없다",
    "an array of shape {} has become a {}": "크기가 {}인 배열이 {}이(가) 되었다",
    "an array of shape {} has become one of shape {}, and NumPy's keep theirs": (
        "크기가 {}인 배열의 크기가 {}이(가) 되었는데, NumPy 배열의 크기는 바뀌지 않는다"
    ),
    "an array of dtype {} has become one of dtype {}": "자료형이 {}인 배열의 자료형이 {}이(가) 되었다",
    "it has changed, and the array in Python is read-only": "바뀌었는데, 파이썬의 배열은 읽기 전용이다",
    "the array in Python has several elements at one place of memory": (
        "파이썬의 배열에 메모리의 한 자리를 같이 쓰는 원소가 있다"
    ),
    "they share memory in Python and have become different in Julia, where each is a copy": (
        "파이썬에서는 메모리를 같이 쓰는데, 각각 복사된 줄리아에서 서로 달라졌다"
    ),
    # handles and records
    "a JuliaObject stays in its Julia and cannot be pickled or copied: {}": (
        "JuliaObject는 그 줄리아에 머물며 pickle로 저장하거나 복사할 수 없다: {}"
    ),
    "a JuliaObject has no {}": "JuliaObject에는 {}이(가) 없다",
    "a JuliaObject has no {} that could be set": "JuliaObject에는 정할 수 있는 {}이(가) 없다",
    "{}: what Julia values are made of cannot be deleted": "{}: 줄리아 값을 이루는 것은 지울 수 없다",
    "{}: the Julia {} has no such member ({})": "{}: 줄리아의 {}에 그런 것이 없다({})",
    "a Julia {} has no length: {}": "줄리아의 {}에는 길이가 없다: {}",
    "a Julia {} cannot be iterated: {}": "줄리아의 {}은(는) 하나씩 꺼낼 수 없다: {}",
    "a Julia {} has no items: {}": "줄리아의 {}에는 원소가 없다: {}",
    "a Julia {} is no real number: {}": "줄리아의 {}은(는) 실수가 아니다: {}",
    "a Julia {} is no number: {}": "줄리아의 {}은(는) 수가 아니다: {}",
    "a Julia {} is neither true nor false: compare it, or ask for its length": (
        "줄리아의 {}은(는) 참도 거짓도 아니다: 비교하거나 길이를 묻는다"
    ),
    "MISSING is neither true nor false, as `missing` in Julia; ask whether a value `is MISSING`": (
        "줄리아의 `missing`처럼 MISSING은 참도 거짓도 아니다. 값이 `is MISSING`인지 묻는다"
    ),
    "Julia's indices begin at 1 and its slices have both ends: give range(first, last + 1), or [:]": (
        "줄리아의 인덱스는 1부터 시작하고 슬라이스에는 양 끝이 들어간다: range(first, last + 1)이나 [:]를 쓴다"
    ),
    "JuliaRecord: type: expected the name of a Julia type, got {}": (
        "JuliaRecord: type: 줄리아 타입의 이름을 적어야 하는데 {}이(가) 왔다"
    ),
    "a {} has no field {!r}; it has {}": "{}에는 필드 {!r}이(가) 없다. 있는 것: {}",
    "a {} from Julia cannot be changed here; see _replace()": (
        "줄리아에서 온 {}은(는) 여기서 바꿀 수 없다. _replace()를 쓴다"
    ),
    "_replace: {}": "_replace: {}",
    # types of the user's
    "register_kind: python: expected a class, got {}": "register_kind: python: 클래스를 적어야 하는데 {}이(가) 왔다",
    "register_kind: python: {} is {} already": "register_kind: python: {}은(는) 이미 {}이다",
    "register_kind: python: {} is known already": "register_kind: python: {}은(는) 이미 아는 클래스다",
    'register_kind: julia: expected a type such as "MyPackage.Money", got {}': (
        'register_kind: julia: "MyPackage.Money" 같은 타입을 적어야 하는데 {}이(가) 왔다'
    ),
    "register_kind: julia: {} is {} already": "register_kind: julia: {}은(는) 이미 {}이다",
    "register_kind: julia: {} is known already": "register_kind: julia: {}은(는) 이미 아는 타입이다",
    "register_kind: {} lacks {}": "register_kind: {}에 {}이(가) 없다",
    "register_kind: {} lacks to_plain, from_plain, julia_to_plain and julia_from_plain: only a dataclass or a named "
    "tuple crosses by its fields": (
        "register_kind: {}에 to_plain, from_plain, julia_to_plain, julia_from_plain이 없다: "
        "dataclass와 이름 있는 튜플만 필드로 오간다"
    ),
    "register_kind: {}: expected a function, got {}": "register_kind: {}: 함수를 적어야 하는데 {}이(가) 왔다",
    "register_kind: {}: expected Julia code of a function, got {}": (
        "register_kind: {}: 함수의 줄리아 코드를 적어야 하는데 {}이(가) 왔다"
    ),
    "to_plain of {}: {}": "{}의 to_plain: {}",
    "from_plain of {}: {}": "{}의 from_plain: {}",
}
