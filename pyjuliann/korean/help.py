"""What ``--help`` says, in Korean: every command, every argument, and the lists below them."""

from __future__ import annotations

PHRASES = {
    # what argparse puts in
    "usage: ": "사용법: ",
    "positional arguments": "인수",
    "options": "옵션",
    "commands": "명령",
    "show this help message and exit": "이 도움말을 보여 주고 끝낸다",
    # commands
    "The same numbers in Python and in Julia?": "파이썬과 줄리아의 수가 같은가?",
    "run the lessons' examples in both languages and compare": "강의의 예제를 두 언어로 실행해 비교한다",
    "show one lesson: text, code and examples, live in both languages": (
        "강의 하나를 보여 준다: 글, 코드, 두 언어로 실행한 예제"
    ),
    "read the lessons in a browser, and run their examples with other inputs": (
        "강의를 브라우저에서 읽고, 예제를 다른 입력으로 실행한다"
    ),
    "write the book as a folder of pages that need no server": "서버 없이 볼 수 있는 쪽들의 폴더로 책을 쓴다",
    "compare Python and Julia functions on generated arguments": (
        "만들어 낸 인수로 파이썬 함수와 줄리아 함수를 비교한다"
    ),
    "run a Python program, and its calls once more in Julia: which differs first": (
        "파이썬 프로그램을 실행하고 그 호출을 줄리아에서 재현한다: 어느 것이 처음 다른가"
    ),
    "write a test for each pair of functions, Julia stubs and a workflow of CI": (
        "함수 쌍마다 하나씩 테스트를 쓰고, 줄리아 함수의 틀과 CI의 작업 파일을 쓴다"
    ),
    "compare two files that two programs wrote, array by array": ("두 프로그램이 쓴 두 파일을 배열 하나하나 비교한다"),
    "measure the elementary functions of both languages, in ULP": "두 언어의 초등함수를 ULP로 잰다",
    "show where NumPy and Julia differ, and run it in both languages": (
        "NumPy와 줄리아가 어디에서 다른지 보여 주고 두 언어로 실행한다"
    ),
    "write down what Julia answers, for the recorded engine": "줄리아의 답을 기록한다(recorded 엔진이 읽는다)",
    "train a network in Python, in Julia, or in both in lockstep": (
        "신경망을 파이썬에서, 줄리아에서, 또는 두 언어에서 나란히 학습한다"
    ),
    "run what posts 10 to 13 compare, in both languages": "10편부터 13편까지의 비교를 두 언어로 실행한다",
    "say what this machine has and which engine is taken": "이 컴퓨터에 무엇이 있고 어느 엔진을 쓰는지 알린다",
    "find, install and remove Julia": "줄리아를 찾고, 설치하고, 지운다",
    "Find, install and remove Julia.": "줄리아를 찾고, 설치하고, 지운다.",
    "print the Julia that is used": "쓰는 줄리아를 출력한다",
    "get a Julia, without root": "root 권한 없이 줄리아를 받는다",
    "list every Julia found, with its health": "찾은 줄리아를 모두 상태와 함께 늘어놓는다",
    "remove a Julia that pyjuliann installed": "pyjuliann이 설치한 줄리아를 지운다",
    "print the file that gives Julia code `probe`, to be kept with it": (
        "줄리아 코드에 `probe`를 주는 파일을 출력한다(코드 옆에 둔다)"
    ),
    "%(prog)s TARGET [JULIA] [options] -- PROGRAM.py [ARGUMENTS] (or -m MODULE [ARGUMENTS])": (
        "%(prog)s TARGET [JULIA] [옵션] -- PROGRAM.py [ARGUMENTS] (또는 -m MODULE [ARGUMENTS])"
    ),
    # in every command
    "show where an error came from": "오류가 어디서 났는지 보여 준다",
    "print the version and leave": "버전을 출력하고 끝낸다",
    "the language of the texts (default: the environment's, from LC_ALL to LANG)": (
        "글의 언어(기본값: 환경 변수, LC_ALL부터 LANG까지)"
    ),
    "{} (default: {})": "{}(기본값: {})",
    "how Julia is reached": "줄리아를 실행하는 방법",
    "the Julia executable to use, with the worker engine": "쓸 줄리아 실행 파일(worker 엔진)",
    "the Julia project to use: a folder, @. or @name": "쓸 줄리아 프로젝트: 폴더, @., @이름 가운데 하나",
    "answers that pyjuliann record wrote, to use in place of Julia": ("줄리아 대신 쓸, `pyjuliann record`로 기록한 답"),
    "show what Julia prints, as it comes": "줄리아의 출력을 나오는 대로 보여 준다",
    "how long one call of either language may take (default: {:g}, in training no limit)": (
        "어느 언어에서든 호출 하나에 쓸 수 있는 시간(기본값: {:g}, 학습에는 제한 없음)"
    ),
    "how long everything may take; what was found until then is told (default: no limit)": (
        "모두 합쳐 쓸 수 있는 시간. 그때까지 알아낸 것은 알린다(기본값: 제한 없음)"
    ),
    "also write it as {}; to standard output alone with -, or without FILE": (
        "{} 형식으로도 쓴다. -를 적거나 FILE을 적지 않으면 표준 출력에 그것만 쓴다"
    ),
    "JSON": "JSON",
    "HTML": "HTML",
    "JUnit's XML": "JUnit의 XML",
    "GitHub's Markdown": "GitHub의 Markdown",
    "a patch of the changes of code that were found": "찾아낸 코드 수정의 패치",
    "a notebook of Jupyter": "Jupyter 노트북",
    "also draw it, as .png or .svg": "그림으로도 그린다(.png나 .svg)",
    "print the summary only": "요약만 출력한다",
    "draw the same cases, weights and batches again (training: 0)": (
        "사례, 가중치, 배치를 전과 같이 다시 뽑는다(학습: 0)"
    ),
    "do it in N processes, each with a Julia of its own; the result is the same (default: in this one)": (
        "저마다 줄리아를 하나씩 둔 프로세스 N개로 한다. 결과는 같다(기본값: 이 프로세스에서)"
    ),
    "do it on a Dask cluster: its scheduler's address, such as tcp://host:8786, or the file that it wrote": (
        "Dask 클러스터에서 한다: tcp://host:8786 같은 스케줄러의 주소나 스케줄러가 쓴 파일"
    ),
    "keep the run: what is done of the check; in training weights, optimizer, place in the draws, as .npz": (
        "실행을 남겨 둔다: 검사에서는 마친 부분, 학습에서는 가중치, 최적화기, 뽑은 자리를 .npz로"
    ),
    "go on with a run that --save kept": "--save로 남겨 둔 실행을 이어서 한다",
    "of the numbers (default: train in float64, measure in float64 and float32, try every one of float32)": (
        "수의 자료형(기본값: 학습은 float64, 재는 것은 float64와 float32, 모두 시험하는 것은 float32)"
    ),
    # check, replay, record
    "a module or file with functions marked by @mirrors, or module:function": (
        "@mirrors로 표시한 함수가 있는 모듈이나 파일, 또는 module:function"
    ),
    "the Julia side of module:function: a name, file.jl::name or code; or a Julia file, a package's folder or a "
    "module, whose functions are compared with those of the same names": (
        "module:function의 줄리아 쪽: 이름, file.jl::name, 코드 가운데 하나. 또는 줄리아 파일, 패키지의 폴더, 모듈 "
        "가운데 하나로, 그 함수를 이름이 같은 것과 비교한다"
    ),
    "two functions that belong together, such as mod:f=Mod.g or mine.py:f=mine.jl::g; may be given again": (
        "짝이 되는 두 함수. 여러 번 적을 수 있다. 이를테면 mod:f=Mod.g 또는 mine.py:f=mine.jl::g"
    ),
    "bounds of the numbers in an argument, or in all arguments; may be given again": (
        "인수 하나, 또는 모든 인수에 있는 수의 범위. 여러 번 적을 수 있다"
    ),
    "what an argument is, or all that have no annotation: float16, Int8, bool, …; may be given again": (
        "인수 하나, 또는 주석이 없는 모든 인수의 타입: float16, Int8, bool, …. 여러 번 적을 수 있다"
    ),
    "a Hypothesis strategy of argument tuples, or a dict of strategies by argument": (
        "인수의 튜플을 만드는 Hypothesis 전략, 또는 인수마다 전략을 둔 dict"
    ),
    "the order in which Julia takes the arguments, such as y,x": "줄리아가 인수를 받는 순서, 이를테면 y,x",
    "a function of all arguments that returns the tuple that Julia gets, or a dict of functions by argument": (
        "모든 인수를 받아 줄리아에 줄 튜플을 돌려주는 함수, 또는 인수마다 함수를 둔 dict"
    ),
    "how many cases to compare per pair (default: {})": "쌍마다 비교할 사례의 수(기본값: {})",
    "say which side is closer to the truth": "어느 쪽이 정확한 결과에 더 가까운지 알린다",
    "go on where more than half of the cases raise on both sides": (
        "사례의 절반이 넘게 양쪽에서 예외를 일으켜도 계속한다"
    ),
    "try every value that the arguments can have, where there is an end": (
        "인수가 가질 수 있는 값을 모두 시험한다(끝이 있는 경우)"
    ),
    "go on so long in place of a number of cases, all pairs in turns: 90s, 30m, 8h or 1h30m": (
        "사례의 수 대신 이 시간만큼 모든 쌍을 번갈아 검사한다: 90s, 30m, 8h, 1h30m처럼 적는다"
    ),
    "how many units in the last place numbers may be apart (default: what each pair says; for files 0)": (
        "수가 마지막 자리의 단위(ULP)로 얼마까지 달라도 되는지(기본값: 쌍마다 정한 것, 파일에서는 0)"
    ),
    "how far apart floating-point numbers may be relative to the larger number": (
        "부동소수점 수가 큰 쪽의 수에 견주어 얼마까지 달라도 되는지"
    ),
    "how far apart floating-point numbers may be besides that": "부동소수점 수가 그 밖에 얼마까지 더 달라도 되는지",
    "a function of the arguments: the magnitude of what was summed, at which the budget counts too": (
        "인수를 받아, 더한 수들의 크기를 돌려주는 함수. 허용 오차를 그 크기에서도 센다"
    ),
    "let kinds of argument that are only also tried count in the verdict": (
        "더 시험하기만 하는 종류의 인수도 판정에 넣는다"
    ),
    "compare what both sides give to probe() on every case, not only where results differ": (
        "결과가 다른 사례만이 아니라 모든 사례에서 양쪽이 probe()에 준 것을 비교한다"
    ),
    "how long to search both sides' code for the change that makes them agree; 0 to leave it (default: 10)": (
        "양쪽 코드에서 둘을 일치시킬 수정을 찾는 시간. 0이면 찾지 않는다(기본값: 10)"
    ),
    "stay, and check again what depends on a file of either side that is saved": (
        "끝내지 않고, 어느 쪽이든 파일이 저장되면 그 파일에 달린 것을 다시 검사한다"
    ),
    "the module or file whose functions are watched, as for check; after -- the program that calls them": (
        "호출을 지켜볼 함수가 있는 모듈이나 파일(check에서와 같다). -- 뒤에는 그 함수를 호출하는 프로그램"
    ),
    "the Julia side, as for check": "줄리아 쪽(check에서와 같다)",
    "how many calls to keep of each function: the first ones, and a fair sample (default: {})": (
        "함수마다 남겨 둘 호출의 수: 처음 것들과 고르게 뽑은 표본(기본값: {})"
    ),
    "how much memory the kept calls may take (default: {})": "남겨 둔 호출에 쓸 수 있는 메모리(기본값: {})",
    "also save the call that is first to differ, as .npz": "처음 다른 호출을 .npz로도 저장한다",
    "in place of a program: replay a call that --save-case saved; may be given again": (
        "프로그램 대신, --save-case로 저장한 호출을 재현한다. 여러 번 적을 수 있다"
    ),
    "where the answers go": "답을 쓸 파일",
    "lessons, traps, or what `pyjuliann check` takes, the Julia side after its Python side (default: lessons)": (
        "lessons, traps, 또는 `pyjuliann check`가 받는 것. 줄리아 쪽은 파이썬 쪽 뒤에 적는다(기본값: lessons)"
    ),
    # new and diff
    "a Python module or file": "파이썬 모듈이나 파일",
    "a Julia file, a package's folder or a module": "줄리아 파일, 패키지의 폴더, 모듈 가운데 하나",
    "where the tests and stubs go (default: the current folder)": "테스트와 함수의 틀을 쓸 폴더(기본값: 지금 폴더)",
    "a file; formats may be mixed": "파일. 두 파일의 형식은 달라도 된다",
    "the file that it is compared with": "A와 비교할 파일",
    "compare rows that have the same value there, whatever their order; may be given again": (
        "순서와 상관없이 이 열의 값이 같은 행끼리 비교한다. 여러 번 적을 수 있다"
    ),
    "the dimensions of this file are in reverse, as those of an array that Julia wrote to HDF5": (
        "이 파일의 차원은 줄리아가 HDF5로 쓴 배열처럼 거꾸로다"
    ),
    "formats, told by a file's content, or else by its name:": "형식(파일의 내용으로, 안 되면 이름으로 안다):",
    "NumPy's .npy": "NumPy의 .npy",
    "NumPy's .npz": "NumPy의 .npz",
    "HDF5": "HDF5",
    "JLD2": "JLD2",
    "MATLAB's .mat 7.3": "MATLAB의 .mat 7.3",
    "MATLAB's .mat": "MATLAB의 .mat",
    "Parquet": "Parquet",
    "Arrow": "Arrow",
    "CSV": "CSV",
    "texts may be packed: {}; libraries in brackets: pip install 'pyjuliann[files]'": (
        "텍스트는 압축해도 된다: {}. 괄호 안의 라이브러리: `pip install 'pyjuliann[files]'`"
    ),
    # lessons, the book and traps
    "which lessons; all by default": "어느 강의인지. 적지 않으면 모두",
    "print the values of all examples": "모든 예제의 값을 출력한다",
    "its number, or note": "강의의 번호나 note",
    "where it is served (default: any that is free)": "책을 볼 포트(기본값: 비어 있는 아무 포트)",
    "print the address, and open no browser": "주소만 출력하고 브라우저를 열지 않는다",
    "where it goes: a new folder, an empty one, or an older book": (
        "책을 쓸 곳: 새 폴더, 빈 폴더, 먼저 쓴 책 가운데 하나"
    ),
    "the languages of the book (default: both)": "책의 언어(기본값: both, 둘 다)",
    "a group such as 24, or an entry such as 24.3": "24 같은 묶음이나 24.3 같은 항목",
    "only entries in which all these words occur": "이 낱말이 모두 나오는 항목만",
    "only entries of this topic, as the table names it": "이 주제의 항목만. 주제는 표에 적힌 대로 적는다",
    "run the entries and show what both sides give here": "항목을 실행해 여기에서 양쪽이 내는 결과를 보여 준다",
    # the elementary functions, and Julia
    "such as exp, log, pow; all by default": "이를테면 exp, log, pow. 적지 않으면 모두",
    "points for each function (default: {})": "함수마다 점의 수(기본값: {})",
    "as `pyjuliann julia list` names it": "`pyjuliann julia list`에 나오는 이름",
    # training
    "mlp, mlp4, cnn, deep or a layer spec, see below": "mlp, mlp4, cnn, deep, 층 명세 가운데 하나(아래를 본다)",
    "digits (default), mnist:FOLDER, cifar10:FOLDER or random:ROWSxFEATURES": (
        "digits(기본값), mnist:FOLDER, cifar10:FOLDER, random:ROWSxFEATURES 가운데 하나"
    ),
    "how many steps each run takes (default: {}, or the post's that is compared)": (
        "학습마다 단계의 수(기본값: {}, 비교에서는 그 글의 단계 수)"
    ),
    "where it is trained (default: both, in lockstep)": "어디에서 학습할지(기본값: both, 나란히)",
    "the same in epochs, of samples / batch steps": "단계의 수를 에포크로 적는다. 한 에포크는 표본의 수 / 배치 단계",
    "samples per step (default: 100)": "단계마다 표본의 수(기본값: 100)",
    "learning rate (default: {}, else {:g})": "학습률(기본값: {}, 그 밖에는 {:g})",
    "{:g} for {}": "{1}에는 {0:g}",
    "{}, for mlp and mlp4 (default: {})": "{}, mlp와 mlp4에만 쓴다(기본값: {})",
    "what init counts as a convolution's inputs: {} (default: {})": "init이 합성곱의 입력으로 세는 것: {}(기본값: {})",
    "dropout after hidden layers (default: none)": "은닉층 뒤의 드롭아웃(기본값: 없음)",
    "backprop or numerical (default: backprop)": "backprop 또는 numerical(기본값: backprop)",
    "learn from so many samples only": "표본을 이만큼만 써서 배운다",
    "in lockstep, compare gradients and weights at every Kth step (default: 50); losses at every one": (
        "나란히 학습할 때 기울기와 가중치를 K단계마다 비교한다(기본값: 50). 손실은 단계마다 비교한다"
    ),
    "how far apart the languages may be before single steps are looked at (default: 64)": (
        "두 언어가 얼마까지 달라도 단계를 하나씩 살피지 않는지(기본값: 64)"
    ),
    "networks:": "신경망:",
    "dense:50,relu,dense:10 (post 7; --activation)": "dense:50,relu,dense:10 (7편; --activation)",
    "three hidden layers of 50 (post 12; --activation)": "노드가 50개인 은닉층 셋(12편; --activation)",
    "conv:30x5x5,relu,pool:2x2,flatten,dense:100,relu,dense:10 (posts 14 and 18)": (
        "conv:30x5x5,relu,pool:2x2,flatten,dense:100,relu,dense:10 (14편과 18편)"
    ),
    "three convolutions of 3x3 with 32, 64, 64 filters, dense 64, dense 10 (post 18)": (
        "3x3 합성곱 셋(필터 32, 64, 64개), dense 64, dense 10 (18편)"
    ),
    "  or a layer spec of your own, parts separated by commas, the last one with an output for each class:": (
        "  또는 스스로 적은 층 명세. 쉼표로 나누고, 마지막 층의 출력은 분류마다 하나다:"
    ),
    "X·W + b with N outputs": "출력이 N개인 X·W + b",
    "applied to every number": "수마다 적용한다",
    "leaves out this share while learning": "배우는 동안 이 비율만큼 뺀다",
    "F filters of R rows and C columns; options :stride=S and :pad=P": (
        "R행 C열의 필터 F개. :stride=S와 :pad=P를 붙일 수 있다"
    ),
    "the maximum of windows of R rows and C columns; options :stride=S and :pad=P": (
        "R행 C열인 창마다 최댓값. :stride=S와 :pad=P를 붙일 수 있다"
    ),
    "likewise, the average": "마찬가지로 평균",
    "images become rows; stands by itself before the first dense": "이미지를 행으로 편다. 첫 dense 앞에는 저절로 있다",
    "data:": "데이터:",
    "1,797 digits of 8x8, of scikit-learn; 1,437 to learn from, 360 to test with": (
        "scikit-learn의 8x8 숫자 1,797개. 1,437개로 배우고 360개로 시험한다"
    ),
    "the four IDX files, plain or .gz": "IDX 파일 넷. 그대로나 .gz로",
    "the six binary batches": "이진 배치 파일 여섯",
    "noise, to measure speed": "속도를 재는 데 쓰는 잡음",
    "exit codes: 0 done, 1 the languages differ, 2 it could not run, 130 stopped by Ctrl-C (what was trained is "
    "kept)": ("종료 코드: 0 마침, 1 두 언어가 다름, 2 실행하지 못함, 130 Ctrl-C로 멈춤(학습한 것은 남는다)"),
    "comparisons:": "비교:",
    "post 10: sigmoid against ReLU": "10편: 시그모이드와 ReLU",
    "post 11: the optimizers": "11편: 최적화기",
    "post 12: std, Xavier and He, with sigmoid and with ReLU": "12편: std, Xavier, He를 시그모이드와 ReLU로",
    "post 13: 300 samples, with dropout and without": "13편: 표본 300개, 드롭아웃이 있을 때와 없을 때",
}
