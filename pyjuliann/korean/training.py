"""What training, the comparisons of posts and the measuring of functions print, in Korean."""

from __future__ import annotations

PHRASES = {
    # a run
    "{} on {}": "{}, 데이터 {}",
    "{} {:g}, batch {}": "{} {:g}, 배치 {}",
    "{}, seed {}, {}": "{}, 시드 {}, {}",
    "fan {}": "fan {}",
    "numerical gradients": "수치 기울기",
    "{} samples": "표본 {}개",
    "{:,} steps of {:,}": "{1:,}단계 가운데 {0:,}",
    "{:,} steps": "{:,}단계",
    "loss": "손실",
    "mean loss": "평균 손실",
    "train": "학습",
    "test": "시험",
    "steps/s": "단계/초",
    "seconds": "초",
    "loss, step by step": "단계별 손실",
    "{}: the loss is no finite number from step {} on: try a lower --lr": (
        "{}: {}단계부터 손실이 유한한 수가 아니다. --lr을 낮추어 본다"
    ),
    "{} thread": "스레드 {}개",
    "{} threads": "스레드 {}개",
    "BLAS: {} in both languages, on which steps/s depends": "BLAS: 두 언어 모두 {}, 단계/초는 여기에 달려 있다",
    "BLAS: {}, on which steps/s depends": "BLAS: {}, 단계/초는 여기에 달려 있다",
    "BLAS threads, on which steps/s depends: {}": "BLAS 스레드(단계/초는 여기에 달려 있다): {}",
    "not known": "모름",
    # in lockstep
    "{} units apart at most, budget {}": "차이 최대 {}단위, 허용 {}",
    "The languages differ from step {} on: {}{}": "{}단계부터 두 언어가 다르다: {}{}",
    "  one step from equal weights is {} units apart{}": "  같은 가중치에서 한 단계를 가면 {}단위 다르다{}",
    "  the runs are {}": "  두 학습의 {}",
    "Rounding drift, no difference: beyond the budget from step {} on ({}{}), {}": (
        "다른 것이 아니라 반올림이 쌓인 것이다: {}단계부터 허용 범위를 넘는다({}{}), {}"
    ),
    "  single steps from equal weights are {} units apart at most": "  같은 가중치에서 한 단계씩 가면 차이 최대 {}단위",
    "In lockstep: {}; losses at every step, gradients and weights every {} steps": (
        "나란히 감: {}; 손실은 단계마다, 기울기와 가중치는 {}단계마다"
    ),
    "In lockstep: {}; losses at every step, gradients and weights too": (
        "나란히 감: {}; 손실, 기울기, 가중치 모두 단계마다"
    ),
    "  (a unit: the distance from 1 to the next number, or from an array's largest number if that is above 1)": (
        "  (단위: 1에서, 또는 배열의 가장 큰 수가 1보다 크면 그 수에서 다음 수까지의 거리)"
    ),
    "the loss": "손실",
    "the gradient": "기울기",
    "what the optimizer makes of equal gradients": "같은 기울기로 최적화기가 만든 것",
    "the weights after the step": "단계 뒤의 가중치",
    "the step as a whole, though loss, gradients and update agree: the batch or the masks": (
        "손실, 기울기, 갱신은 일치하지만 단계 전체가 다르다: 배치나 마스크"
    ),
    # comparisons of posts
    "Post {} · {} · on {}, seed {}": "{}편 · {} · 데이터 {}, 시드 {}",
    "By default: {}": "기본값: {}",
    "Post {}: {}. {}": "{}편: {}. {}",
    "{}: the languages differ from step {} on: {}{}": "{}: {}단계부터 두 언어가 다르다: {}{}",
    "It holds here.": "여기서도 그렇다.",
    "It does not hold here.": "여기서는 그렇지 않다.",
    "It holds here in {} only.": "여기서는 {}에서만 그렇다.",
    "ReLU against the sigmoid": "ReLU와 시그모이드",
    "The optimizers": "최적화기",
    "Initial weights of a network of four layers": "네 층 신경망의 초기 가중치",
    "Dropout on 300 samples": "표본 300개의 드롭아웃",
    "with 0.2": "드롭아웃 0.2",
    "ReLU has the lower loss": "ReLU의 손실이 더 작다",
    "ReLU has the higher accuracy": "ReLU의 정확도가 더 높다",
    "SGD is the slowest": "SGD가 가장 느리다",
    "only SGD stays under 90 %": "SGD만 90 %를 넘지 못한다",
    "Xavier and He beat std": "Xavier와 He가 std보다 낫다",
    "with ReLU, He learns fastest": "ReLU에서는 He가 가장 빨리 배운다",
    "without dropout, training nears 100 %": "드롭아웃이 없으면 학습 정확도가 100 %에 다가간다",
    "with dropout, the gap between training and testing is narrower": "드롭아웃이 있으면 학습과 시험의 간격이 좁다",
    "the post's settings and number of steps (one epoch of MNIST)": "글의 설정과 단계 수(MNIST 한 에포크)",
    "three epochs of MNIST in steps, as in the post; rate 0.001 for Adam and 0.01 for the others": (
        "글과 같이 MNIST 세 에포크만큼의 단계; 학습률은 Adam 0.001, 나머지 0.01"
    ),
    "Adam and batches of 100 as in the post, 600 steps for its 1,800: first weights matter at first": (
        "글과 같이 Adam과 배치 100, 1,800단계 대신 600단계: 초기 가중치는 처음에 중요하다"
    ),
    "the post's settings: 300 samples, 6,000 steps, SGD with rate 0.01": (
        "글의 설정: 표본 300개, 6,000단계, 학습률 0.01의 SGD"
    ),
    # on the way
    "step {:,} of {:,}": "{1:,}단계 가운데 {0:,}",
    "loss {:.4f}": "손실 {:.4f}",
    "test {:.1f} %": "시험 {:.1f} %",
    "{:,.0f} steps/s": "초당 {:,.0f}단계",
    "{:,.1f} steps/s": "초당 {:,.1f}단계",
    "{} left": "남은 시간 {}",
    # settings
    "{}: expected one of {}; got {}": "{}: {} 가운데 하나를 적어야 하는데 {}이(가) 왔다",
    "batch: expected 1 sample or more, got {}": "batch: 표본 1개 이상을 적어야 하는데 {}이(가) 왔다",
    "batch: expected {:,} samples at most, got {}": "batch: 표본은 {:,}개까지인데 {}이(가) 왔다",
    "lr: expected a number above 0, got {}": "lr: 0보다 큰 수를 적어야 하는데 {}이(가) 왔다",
    "dropout: expected a share of 0 or more and below 1, got {}": (
        "dropout: 0 이상 1 미만의 비율을 적어야 하는데 {}이(가) 왔다"
    ),
    "dropout: is for {}; a layer spec has parts such as dropout:{:g}": (
        "dropout: {}에만 쓴다. 층 명세에는 dropout:{:g} 같은 부분을 적는다"
    ),
    "samples: expected at most {}, as {} has to learn from; got {}": (
        "samples: {1}의 학습 표본은 {0}개까지인데 {2}이(가) 왔다"
    ),
    "seed: expected a whole number from 0 to {}, got {}": "seed: 0부터 {}까지의 정수를 적어야 하는데 {}이(가) 왔다",
    "{} needs {}: pip install 'pyjuliann[train]'": "{}: {}이(가) 필요하다: pip install 'pyjuliann[train]'",
    "{}: expected a file that ends in {}; got {}": "{}: 이름이 {}(으)로 끝나는 파일을 적어야 하는데 {}이(가) 왔다",
    # layer specs
    "layer {} ({})": "{}번째 층({})",
    "network: {} takes images, and the samples of this data are none": (
        "network: {}은(는) 이미지를 받는데 이 데이터의 표본은 이미지가 아니다"
    ),
    "network: part {}, {}": "network: {}번째 부분 {}",
    "{}: expected {}": "{}: 올바른 꼴: {}",
    "one of {}, or parts of a spec: {}": "{} 가운데 하나 또는 명세의 부분 {}",
    "network: expected 'dense:{}' at the end, an output for each class; got {}": (
        "network: 끝에 클래스마다 출력이 하나인 'dense:{}'을(를) 적어야 하는데 {}이(가) 왔다"
    ),
    "dense:N with N outputs, such as dense:50": "출력이 N개인 dense:N, 예: dense:50",
    "dropout:RATE with a share from 0 to 1, such as dropout:0.2": "비율이 0부터 1까지인 dropout:RATE, 예: dropout:0.2",
    "dropout only after flatten or the first dense, where images have become rows": (
        "dropout은 이미지가 행이 된 뒤, 곧 flatten이나 첫 dense 뒤에만"
    ),
    "conv:FxRxC with F filters of R rows and C columns, such as conv:30x5x5, or conv:8x3x3:stride=2:pad=1": (
        "R행 C열의 필터가 F개인 conv:FxRxC, 예: conv:30x5x5, conv:8x3x3:stride=2:pad=1"
    ),
    "a window of R rows and C columns, such as pool:2x2, or average:3x3:stride=2:pad=1": (
        "R행 C열의 창, 예: pool:2x2, average:3x3:stride=2:pad=1"
    ),
    "a pad smaller than the window; got pad={}": "창보다 작은 pad, 온 것은 pad={}",
    "a window no larger than the image, which is {}x{} here with its padding; got {}x{}": (
        "여기서 패딩을 넣어 {}x{}인 이미지보다 크지 않은 창, 온 것은 {}x{}"
    ),
    "convolution and pooling before flatten and the first dense": "합성곱과 풀링은 flatten과 첫 dense 앞에만",
    "flatten once, and before the first dense": "flatten은 한 번만, 첫 dense 앞에",
    "nothing after flatten": "flatten 뒤에는 아무것도 없이",
    "nothing after {}": "{} 뒤에는 아무것도 없이",
    # data
    "digits, mnist:FOLDER, cifar10:FOLDER or random:ROWSxFEATURES": (
        "digits, mnist:FOLDER, cifar10:FOLDER 또는 random:ROWSxFEATURES"
    ),
    "data: expected {}; got {}": "data: {}을(를) 적어야 하는데 {}이(가) 왔다",
    "data: {}: there is no folder {}": "data: {}: 폴더 {}이(가) 없다",
    "data: random: expected 2 rows or more, one of them to test with; got {}": (
        "data: random: 시험할 행 하나를 넣어 2행 이상을 적어야 하는데 {}이(가) 왔다"
    ),
    "{}: expected a file, got a folder, a pipe or a device": "{}: 파일이어야 하는데 폴더나 파이프, 장치이다",
    "{}: expected labels from 0 to 9; got {}": "{}: 레이블은 0부터 9까지인데 {}이(가) 나왔다",
    "{}: expected {}; {} is not there": "{}: {}이(가) 있어야 하는데 {}이(가) 없다",
    "{}: expected {} or {}; neither is there": "{}: {} 또는 {}이(가) 있어야 하는데 둘 다 없다",
    "{}: expected files of one length, one may be cut off; got records: {}": (
        "{}: 파일의 길이가 모두 같아야 한다. 잘린 파일이 있을 수 있다. 기록의 수: {}"
    ),
    "{}: expected records of {} bytes, a label and an image; got {} bytes, which is {} records and {} bytes": (
        "{}: 기록은 레이블과 이미지 하나씩 {}바이트인데 파일이 {}바이트, 곧 기록 {}개와 {}바이트이다"
    ),
    "{}: expected labels from 0 to 9; got {} in record {}: no binary CIFAR-10 file": (
        "{0}: 레이블은 0부터 9까지인데 {2}번째 기록에 {1}이(가) 나왔다. 이진 CIFAR-10 파일이 아니다"
    ),
    "labels": "레이블",
    "images": "이미지",
    "the {}": "{}",
    "{} dimensions": "{}차원",
    "{} has {} labels, and {} beside it {} images": "{}의 레이블은 {}개인데 함께 있는 {}의 이미지는 {}개이다",
    "{}: expected images of one size to train and to test with; got {}": (
        "{}: 학습할 이미지와 시험할 이미지의 크기가 같아야 하는데 {}이(가) 나왔다"
    ),
    "{} cannot be unpacked: {}": "{}의 압축을 풀 수 없다: {}",
    "Not a gzipped file ({})": "gzip 파일이 아니다({})",
    "CRC check failed {}": "CRC 검사 실패 {}",
    "Incorrect length of data produced": "풀어 낸 데이터의 길이가 맞지 않는다",
    "{}: expected an IDX file of bytes, starting with 00 00 08; got {}": (
        "{}: 00 00 08로 시작하는 바이트의 IDX 파일이어야 하는데 {}이(가) 나왔다"
    ),
    "{}: expected an IDX file of bytes, starting with 00 00 08; got nothing": (
        "{}: 00 00 08로 시작하는 바이트의 IDX 파일이어야 하는데 비어 있다"
    ),
    "{}: expected {}, an IDX file of {} dimensions; got {}": ("{}: {}의 {}차원 IDX 파일이어야 하는데 {}이(가) 나왔다"),
    "{}: expected {}; got none, of size {}": "{}: {}이(가) 있어야 하는데 하나도 없다. 크기 {}",
    "{} is cut off: {} bytes, in the middle of the sizes": "{}이(가) 잘렸다: 크기를 적은 곳에서 {}바이트로 끝난다",
    "{} is cut off: {} bytes of {} and a head of {} make {}; got {}": (
        "{0}이(가) 잘렸다: {2} {1}바이트와 머리 {3}바이트로 {4}바이트여야 하는데 {5}바이트이다"
    ),
    "{} has bytes left over: {} bytes of {} and a head of {} make {}; got more": (
        "{0}에 남는 바이트가 있다: {2} {1}바이트와 머리 {3}바이트로 {4}바이트여야 하는데 더 있다"
    ),
    # saved runs
    "resume: there is no file {}": "resume: 파일 {}이(가) 없다",
    "resume: {}: {}": "resume: {}: {}",
    "resume: {} is damaged, or no run that --save wrote: {}": (
        "resume: {}이(가) 손상되었거나 --save로 저장한 학습이 아니다: {}"
    ),
    "resume: {} is no run that --save wrote, or damaged: {}": (
        "resume: {}은(는) --save로 저장한 학습이 아니거나 손상되었다: {}"
    ),
    "resume: {} was trained on other samples than {} has now": (
        "resume: {}은(는) 지금의 {}과(와) 다른 표본으로 학습했다"
    ),
    "resume: {}: expected {} weights of {}; got {}": ("resume: {}: {}의 가중치 크기가 {}이어야 하는데 {}이(가) 나왔다"),
    "resume: {}: {}: {}: {}": "resume: {}: {}: {}: {}",
    "weights": "가중치",
    "state of the optimizer": "최적화기의 상태",
    "expected {} parts, got {}": "부분이 {}개여야 하는데 {}개이다",
    "expected {} numbers of size {}; got {} of {}": "크기 {1}의 {0} 수여야 하는데 크기 {3}의 {2}이(가) 나왔다",
    "expected a count, got {}": "개수여야 하는데 {}이(가) 나왔다",
    "expected a file that --save wrote, got a folder, a pipe or a device": (
        "--save로 저장한 파일이어야 하는데 폴더나 파이프, 장치이다"
    ),
    "is no run that --save wrote, but {}": "--save로 저장한 학습이 아니라 {}이다",
    "a PNG picture": "PNG 그림",
    "an SVG picture or another XML file": "SVG 그림이나 다른 XML 파일",
    "a JPEG picture": "JPEG 그림",
    "a single NumPy array": "NumPy 배열 하나",
    "another kind of file": "다른 종류의 파일",
    "an empty file": "빈 파일",
    "expected nothing in it to be compressed, as --save writes it": ("--save는 압축하지 않는데 압축된 것이 들어 있다"),
    "damaged: its parts are larger than the file": "손상되었다: 들어 있는 것이 파일보다 크다",
    "no run that --save wrote": "--save로 저장한 학습이 아니다",
    "written by another version of pyjuliann: format {}, not {}": (
        "다른 버전의 pyjuliann이 저장했다: 형식 {}, 여기서는 {}"
    ),
    "no language": "언어 없음",
    "expected python, julia, or both; got {}": "python이나 julia, 또는 둘 다여야 하는데 {}이(가) 나왔다",
    "expected the losses of {} steps in {}; got {} of {}": (
        "{1}의 손실이 {0}단계만큼 있어야 하는데 크기 {3}의 {2}이(가) 나왔다"
    ),
    "{}: expected {}, got {}": "{}: {}이어야 하는데 {}이(가) 왔다",
    "{}: expected {} of 0 or more, got {}": "{}: 0 이상의 {}이어야 하는데 {}이(가) 왔다",
    "{}: expected float64 in {} columns, got {} of {}": "{0}: float64 {1}열이어야 하는데 크기 {3}의 {2}이(가) 나왔다",
    # figures
    "{}, test": "{}, 시험",
    "{}, train": "{}, 학습",
    "{}\nwide and pale: Python, thin: Julia": "{}\n넓고 옅은 것: 파이썬, 가는 것: 줄리아",
    "Post {}: {}, on {}": "{}편: {}, 데이터 {}",
    "step": "단계",
    "loss (cross entropy)": "손실(교차 엔트로피)",
    "accuracy in %": "정확도(%)",
    "gradients": "기울기",
    "drift, step {}": "{}단계에서 벌어짐",
    "difference, step {}": "{}단계에서 다름",
    "distance Python - Julia, units in the last place": "파이썬과 줄리아의 차이(마지막 자리 단위)",
    "argument": "인수",
    "first argument": "첫 번째 인수",
    "log2 of the argument": "인수의 log2",
    "log2 of the first argument": "첫 번째 인수의 log2",
    "argument, every number": "인수, 모든 수",
    "{}, {}: {} differ": "{}, {}: {} 다름",
    "{}, {}: none differ": "{}, {}: 모두 같음",
    "Python (NumPy)": "파이썬(NumPy)",
    "correctly rounded: 0.5 at most": "올바른 반올림: 0.5까지",
    "largest error, ULP": "가장 큰 오차(ULP)",
    # elementary functions
    "{}, {} points for each function": "{}, 함수마다 점 {}개",
    "{}, {} point for each function": "{}, 함수마다 점 {}개",
    "function": "함수",
    "from … to": "범위",
    "\ndiffer": "\n다름",
    "Python\nwrong": "파이썬\n틀림",
    "Julia\nwrong": "줄리아\n틀림",
    "\nerror": "\n오차",
    "differ, ULP: how many results differ between the languages, and by how much at most.\n"
    "wrong: how many are not the exact result, rounded to the dtype.\n"
    "error: the largest against the exact result (256 bits), in ULP; best is 0.5.": (
        "다름, ULP: 두 언어의 결과가 다른 점의 수와 가장 큰 차이.\n"
        "틀림: 정확한 결과를 그 자료형으로 반올림한 값이 아닌 점의 수.\n"
        "오차: 정확한 결과(256비트)와의 가장 큰 차이(ULP). 가장 좋은 값은 0.5."
    ),
    "NumPy {} and Julia {} on {}": "NumPy {}, 줄리아 {}, {}",
    "{} measured: {}, {} engine": "{}개 측정: {}, {} 엔진",
}
