"""What the functions of `pyjuliann.nn` and of JuliaNN say of wrong arguments, the same in both, in Korean.

They say it as text. A sentence is found by its words; what is filled in stays as it is, or is a part of a sentence,
``PARTS``, by the name of what it tells, behind which a digit may stand.
"""

from __future__ import annotations

PHRASES = {
    # one argument
    "{function}: {argument} must be an array of {elements}; got {value}": (
        "{function}: {argument}은(는) {elements} 배열이어야 하는데 {value}이(가) 왔다"
    ),
    "{function}: {argument} must be an array of {count} dimensions; got {value}": (
        "{function}: {argument}은(는) {count}차원 배열이어야 하는데 {value}이(가) 왔다"
    ),
    "{function}: {argument} must be a vector; got {value}": (
        "{function}: {argument}은(는) 벡터여야 하는데 {value}이(가) 왔다"
    ),
    "{function}: {argument} must be a matrix; got {value}": (
        "{function}: {argument}은(는) 행렬이어야 하는데 {value}이(가) 왔다"
    ),
    "{function}: {argument} must be a matrix or have 4 dimensions; got {value}": (
        "{function}: {argument}은(는) 행렬이거나 4차원이어야 하는데 {value}이(가) 왔다"
    ),
    "{function}: {argument} must be an integer or a float; got {value}": (
        "{function}: {argument}은(는) 정수나 실수여야 하는데 {value}이(가) 왔다"
    ),
    "{function}: {argument} must be an integer; got {value}": (
        "{function}: {argument}은(는) 정수여야 하는데 {value}이(가) 왔다"
    ),
    "{function}: {argument} must fit into Int64; got {value}": (
        "{function}: {argument}은(는) Int64에 들어가야 하는데 {value}이(가) 왔다"
    ),
    "{function}: {argument} must be at least {low}; got {value}": (
        "{function}: {argument}은(는) {low} 이상이어야 하는데 {value}이(가) 왔다"
    ),
    "{function}: {argument} must be between {low} and {high}; got {value}": (
        "{function}: {argument}은(는) {low} 이상 {high} 이하여야 하는데 {value}이(가) 왔다"
    ),
    "{function}: {argument} must be between {low} and {high}; got {least} to {largest}": (
        "{function}: {argument}은(는) {low} 이상 {high} 이하여야 하는데 {least}부터 {largest}까지의 수가 왔다"
    ),
    "{function}: {argument} must be above 0; got {value}": (
        "{function}: {argument}은(는) 0보다 커야 하는데 {value}이(가) 왔다"
    ),
    "{function}: {argument} must be below 1; got {value}": (
        "{function}: {argument}은(는) 1보다 작아야 하는데 {value}이(가) 왔다"
    ),
    "{function}: {argument} must hold at least one element; got {value}": (
        "{function}: {argument}에는 원소가 하나 이상 있어야 하는데 {value}이(가) 왔다"
    ),
    "{function}: {argument} must have at least one column; got {value}": (
        "{function}: {argument}에는 열이 하나 이상 있어야 하는데 {value}이(가) 왔다"
    ),
    "{function}: {argument} must have at least one dimension; got none": (
        "{function}: {argument}은(는) 1차원 이상이어야 하는데 0차원이 왔다"
    ),
    "{function}: every element of {argument} must be at least 0 and below 1; got {count} of {count2} outside": (
        "{function}: {argument}의 원소는 모두 0 이상 1 미만이어야 하는데 {count2}개 가운데 {count}개가 그 밖에 있다"
    ),
    "{function}: every draw must be at least 0 and below 1; got {count} of {count2} outside": (
        "{function}: 뽑은 수는 모두 0 이상 1 미만이어야 하는데 {count2}개 가운데 {count}개가 그 밖에 있다"
    ),
    "{function}: {argument} must hold probabilities, 0 to 1; got {count} of {count2} outside": (
        "{function}: {argument}은(는) 0부터 1까지의 확률이어야 하는데 {count2}개 가운데 {count}개가 그 밖에 있다"
    ),
    "{function}: {argument} must be a tuple of integers; got {value}": (
        "{function}: {argument}은(는) 정수의 튜플이어야 하는데 {value}이(가) 왔다"
    ),
    "{function}: {argument} must hold no negative number; got {value}": (
        "{function}: {argument}에는 음수가 없어야 하는데 {value}이(가) 왔다"
    ),
    "{function}: {argument} must have at most {count} dimensions; got {value}": (
        "{function}: {argument}은(는) {count}차원까지인데 {value}이(가) 왔다"
    ),
    "{function}: {argument} must hold at most 2^59 elements; got {value}": (
        "{function}: {argument}의 원소는 2^59개까지인데 {value}이(가) 왔다"
    ),
    "{function}: {argument} must be (rows, columns, channels, samples); got {value}": (
        "{function}: {argument}은(는) (행, 열, 채널, 표본)이어야 하는데 {value}이(가) 왔다"
    ),
    "{function}: {argument} must be a tuple (rows, columns); got {value}": (
        "{function}: {argument}은(는) 튜플 (행, 열)이어야 하는데 {value}이(가) 왔다"
    ),
    "{function}: {argument} must be a tuple or list of tuples or lists; got {value}": (
        "{function}: {argument}은(는) 튜플이나 리스트의 튜플이나 리스트여야 하는데 {value}이(가) 왔다"
    ),
    "{function}: {argument} must have one length of at least 1; got lengths {value}": (
        "{function}: {argument}의 길이는 모두 같고 1 이상이어야 하는데 길이가 {value}이다"
    ),
    "{function}: {argument} must be {names}; got {value}": (
        "{function}: {argument}은(는) {names} 가운데 하나여야 하는데 {value}이(가) 왔다"
    ),
    "{function}: high must be at least low and the range at most 2^53 integers; got low {low}, high {high}": (
        "{function}: high는 low 이상이어야 하고 범위의 정수는 2^53개까지인데 low {low}, high {high}이(가) 왔다"
    ),
    # images and windows
    "{function}: window must fit into the padded images; got window {window}, images of size {size} and pad {pad}": (
        "{function}: window가 패딩을 한 이미지에 들어가야 하는데 "
        "window {window}, 크기 {size}인 이미지, pad {pad}이(가) 왔다"
    ),
    "{function}: pad must be smaller than the window of size {size}; got {pad}": (
        "{function}: pad는 크기 {size}인 window보다 작아야 하는데 {pad}이(가) 왔다"
    ),
    "{function}: w must fit into its images, channels and all; got w of size {size}, images of size {size2} and pad "
    "{pad}": (
        "{function}: w가 채널까지 이미지에 들어가야 하는데 크기 {size}인 w, 크기 {size2}인 이미지, pad {pad}이(가) 왔다"
    ),
    "{function}: w must have at least one row and one column; got {sizes}": (
        "{function}: w에는 행과 열이 하나 이상 있어야 하는데 {sizes}이(가) 왔다"
    ),
    "{function}: w must fit into the images of x with pad {pad}; got {sizes}": (
        "{function}: w가 pad {pad}을(를) 더한 x의 이미지에 들어가야 하는데 {sizes}이(가) 왔다"
    ),
    # arrays beside others
    "{function}: {argument} and {argument2} must have the same size; got {sizes}": (
        "{function}: {argument}과(와) {argument2}의 크기가 같아야 하는데 {sizes}이(가) 왔다"
    ),
    "{function}: {argument} and {argument2} must have the same number of elements; got {sizes}": (
        "{function}: {argument}과(와) {argument2}의 원소 수가 같아야 하는데 {sizes}이(가) 왔다"
    ),
    "{function}: {argument} must be one row, with a column for each of the {axis} of {argument2}; got {sizes}": (
        "{function}: {argument}은(는) {argument2}의 {axis}만큼 열이 있는 한 행이어야 하는데 {sizes}이(가) 왔다"
    ),
    "{function}: {argument} must be one row, as wide as {argument2}; got {sizes}": (
        "{function}: {argument}은(는) {argument2}과(와) 너비가 같은 한 행이어야 하는데 {sizes}이(가) 왔다"
    ),
    "{function}: {argument} must equal {argument2}; got {sizes}": (
        "{function}: {argument}이(가) {argument2}과(와) 같아야 하는데 {sizes}이(가) 왔다"
    ),
    "{function}: {argument} must equal the {count} numbers of a sample; got {sizes}": (
        "{function}: {argument}이(가) 표본 하나의 수 {count}개와 같아야 하는데 {sizes}이(가) 왔다"
    ),
    "{function}: {argument} must equal the {count} numbers of a flattened image; got {sizes}": (
        "{function}: {argument}이(가) 펼친 이미지의 수 {count}개와 같아야 하는데 {sizes}이(가) 왔다"
    ),
    "{function}: {argument} must be of size {size}; got {sizes}": (
        "{function}: {argument}의 크기는 {size}이어야 하는데 {sizes}이(가) 왔다"
    ),
    "{function}: size {size} must hold as many elements as a; got {sizes}": (
        "{function}: 크기 {size}의 원소 수가 a의 원소 수와 같아야 하는데 {sizes}이(가) 왔다"
    ),
    # layers and parameters
    "{function}: {argument} must be a tuple; got {value}": (
        "{function}: {argument}은(는) 튜플이어야 하는데 {value}이(가) 왔다"
    ),
    "{function}: {argument} must be a tuple of {kind}; got {value}": (
        "{function}: {argument}은(는) {kind}의 튜플이어야 하는데 {value}이(가) 왔다"
    ),
    '{function}: the last layer must be "dense"; got {count} layers': (
        '{function}: 마지막 층은 "dense"여야 하는데 층 {count}개가 왔다'
    ),
    '{function}: {names} layers must come after "flatten"; got {value}': (
        '{function}: {names} 층은 "flatten" 뒤에 와야 하는데 {value}이(가) 왔다'
    ),
    '{function}: {names} layers must come before the one "flatten"; got {value}': (
        '{function}: {names} 층은 하나뿐인 "flatten" 앞에 와야 하는데 {value}이(가) 왔다'
    ),
    "{function}: params must be a tuple of pairs (w, b); got {value}": (
        "{function}: params는 쌍 (w, b)의 튜플이어야 하는데 {value}이(가) 왔다"
    ),
    "{function}: params must be a tuple of pairs (w, b); got {value} in it": (
        "{function}: params는 쌍 (w, b)의 튜플이어야 하는데 그 안에 {value}이(가) 왔다"
    ),
    "{function}: params must have one pair (w, b) for each of {count} {kinds} layers; got {count2}": (
        "{function}: params에는 {kinds} 층 {count}개마다 쌍 (w, b)가 하나씩 있어야 하는데 {count2}개가 왔다"
    ),
    "{function}: all parameters must have one type; got {types}": (
        "{function}: 매개변수의 타입은 모두 같아야 하는데 {types}이(가) 왔다"
    ),
    "{function}: {axis} of w of {layer} must equal {axis2} of that before it; got {sizes}": (
        "{function}: {layer}의 w의 {axis}이(가) 그 앞 w의 {axis2}과(와) 같아야 하는데 {sizes}이(가) 왔다"
    ),
    "{function}: size must be {size} for this network; got {value}": (
        "{function}: 이 신경망에서 size는 {size}이어야 하는데 {value}이(가) 왔다"
    ),
    '{function}: fan "input" needs layers, and the size of x; got no layers': (
        '{function}: fan "input"에는 layers와 x의 size가 있어야 하는데 layers가 없다'
    ),
    "{function}: t must have a row for each sample of x and a column for each column of the last w; got {sizes}": (
        "{function}: t에는 x의 표본마다 행이 하나, 마지막 w의 열마다 열이 하나 있어야 하는데 {sizes}이(가) 왔다"
    ),
    "{function}: there must be a label for each sample of x; got {sizes}": (
        "{function}: x의 표본마다 레이블이 하나 있어야 하는데 {sizes}이(가) 왔다"
    ),
    "{function}: a mask must have a row for each sample of x and {count} columns; got {sizes}": (
        "{function}: 마스크에는 x의 표본마다 행이 하나, 열이 {count}개 있어야 하는데 {sizes}이(가) 왔다"
    ),
    "{function}: each of mask_draws must have the size of draws and {count} columns; got {sizes}": (
        "{function}: mask_draws는 저마다 draws의 크기에 열이 {count}개 있어야 하는데 {sizes}이(가) 왔다"
    ),
    "{function}: {argument} must hold none or one for each of {count} dropout layers; got {count2}": (
        "{function}: {argument}에는 하나도 없거나 드롭아웃 층 {count}개마다 하나씩 있어야 하는데 {count2}개가 왔다"
    ),
    # optimizers
    "{function}: {argument} must come from {rules}; got {value}": (
        "{function}: {argument}은(는) {rules} 가운데 하나가 만든 것이어야 하는데 {value}이(가) 왔다"
    ),
    "{function}: {argument} must be nested as params is; got {value} for {value2}": (
        "{function}: {argument}은(는) params처럼 짜여 있어야 하는데 {value2}에 {value}이(가) 왔다"
    ),
    "{function}: every array of {argument} must have the size of its parameter; got {sizes}": (
        "{function}: {argument}의 배열은 저마다 매개변수와 크기가 같아야 하는데 {sizes}이(가) 왔다"
    ),
    "{function}: state of {method} must have {count} parts; got {count2}": (
        "{function}: {method}의 state에는 부분이 {count}개 있어야 하는데 {count2}개가 왔다"
    ),
    # how a function is called
    "{function}: missing a required argument: {value}": "{function}: 인수 {value}이(가) 빠졌다",
    "{function}: got an unexpected keyword argument {value}": "{function}: {value}(이)라는 인수는 없다",
    "{function}: multiple values for argument {value}": "{function}: 인수 {value}이(가) 두 번 왔다",
    "{function}: too many positional arguments": "{function}: 위치로 주는 인수가 너무 많다",
}

PARTS = {
    "argument": {
        "every element of {argument}": "{argument}의 모든 원소",
        "every part of {argument}": "{argument}의 모든 부분",
        "every mask": "모든 마스크",
        "what f returns": "f가 돌려주는 것",
        "the step count in state": "state의 단계 수",
        "the {argument} of a dropout layer": "드롭아웃 층의 {argument}",
        "a layer": "층",
        "this layer": "이 층",
        "the first dense w": "첫 dense 층의 w",
        "the first w": "첫 w",
        "w of {layer}": "{layer}의 w",
        "b of {layer}": "{layer}의 b",
        "{axis} of {argument}": "{argument}의 {axis}",
    },
    "axis": {
        "rows": "행 수",
        "columns": "열 수",
        "length": "길이",
        "channels": "채널 수",
        "filters": "필터 수",
        "samples": "표본 수",
    },
    "elements": {"integers or floats": "정수나 부동소수점 수의", "floats": "부동소수점 수의", "integers": "정수의"},
    "kind": {"matrices": "행렬", "arrays": "배열"},
    "layer": {"{word} layer {count}": "{count}번째 {word} 층"},
    "names": {"{names} or {name}": "{names}, {name}", "{names} and {name}": "{names}, {name}"},
    "sizes": {
        "{sizes}, {word} of size {size}": "{sizes}, 크기 {size}인 {word}",
        "{word} of size {size}": "크기 {size}인 {word}",
    },
    "value": {
        "an array of {type} with size {size}": "크기 {size}, {type} 배열",
        "a tuple of {count}": "원소 {count}개의 튜플",
    },
}
