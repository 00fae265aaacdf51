"""What the command line says beside results, in Korean."""

from __future__ import annotations

PHRASES = {
    "{} (--traceback shows where)": "{} (--traceback: 어디서 났는지 보기)",
    "unexpected {}: {}": "예상하지 못한 {}: {}",
    "{}: the user's code ended the program: SystemExit: {}": "{}: 사용자의 코드가 프로그램을 끝냈다: SystemExit: {}",
    "standard output is closed: there is nowhere to print to": "표준 출력이 닫혀 있어 출력할 곳이 없다",
    "pyjuliann: {}": "pyjuliann: {}",
    # progress
    "Starting Julia …": "줄리아를 시작하는 중 …",
    "Measuring {} times {} points …": "점 {1}개씩 {0}번 재는 중 …",
    "No Julia was found; `pyjuliann julia install` gets one.": (
        "줄리아를 찾지 못했다. `pyjuliann julia install`로 받을 수 있다."
    ),
    "pair {} of {}, {}": "쌍 {1}개 가운데 {0}번째, {2}",
    "stopped after {} examples: {}": "예제 {}개 뒤에 멈춤: {}",
    "pyjuliann traps: stopped after {} of {} entries: {}": "pyjuliann traps: 항목 {1}개 가운데 {0}개 뒤에 멈춤: {2}",
    "pyjuliann ulp: stopped after {} of {} measurements: {}": "pyjuliann ulp: 측정 {1}번 가운데 {0}번 뒤에 멈춤: {2}",
    "Stopped after {} of {} steps; nothing is kept without --save.": (
        "{1}단계 가운데 {0}단계 뒤에 멈춤. --save가 없으면 남는 것이 없다."
    ),
    "Stopped after {} of {} steps; {} holds them all.": "{1}단계 가운데 {0}단계 뒤에 멈춤. {2}에 모두 남아 있다.",
    "Stopped in {}, after {} of {} steps.": "{0}에서 {2}단계 가운데 {1}단계 뒤에 멈춤.",
    "{} holds the run as it stood after {} steps.": "{}에 {}단계 뒤의 학습 상태가 남아 있다.",
    "{}: {} answers of Julia {} ({} engine)": "{0}: 줄리아 {2}의 답 {1}개({3} 엔진)",
    "{}: {} pages": "{}: {}쪽",
    "--save-case: no call was saved: none is known to differ by itself": (
        "--save-case: 저장한 호출이 없다. 스스로 다른 것으로 알려진 호출이 없다"
    ),
    # how a process ended
    "did not stop when its time was up, and was ended": "시간이 다 되어도 멈추지 않아 끝냈다",
    "ended with exit code {}": "종료 코드 {}(으)로 끝났다",
    "was ended by {}": "{}(으)로 끝났다",
    "{}: the process that ran it {}, in call {} of its Python side": (
        "{0}: 실행하던 프로세스가 {1}, 파이썬 쪽의 {2}번째 호출에서"
    ),
    "{}: nothing was recorded: the process that ran the user's code {}": (
        "{}: 기록한 것이 없다. 사용자의 코드를 실행하던 프로세스가 {}"
    ),
    "{}: nothing was written: the process that ran {} {}": "{}: 쓴 것이 없다. {}을(를) 실행하던 프로세스가 {}",
    # arguments
    "argument {}: {}": "인수 {}: {}",
    "expected one argument": "값을 하나 적어야 한다",
    "expected at least one argument": "값을 하나 이상 적어야 한다",
    "invalid choice: {} (choose from {})": "고를 수 없는 값 {}(고를 수 있는 값: {})",
    "invalid choice: {}, maybe you meant {}? (choose from {})": (
        "고를 수 없는 값 {}. {}을(를) 뜻하는가?(고를 수 있는 값: {})"
    ),
    "not allowed with argument {}": "인수 {}과(와) 함께 쓸 수 없다",
    "ignored explicit argument {}": "값 {}을(를) 받지 않는다",
    "the following arguments are required: {}": "다음 인수를 적어야 한다: {}",
    "ambiguous option: {} could match {}": "옵션 {}은(는) 여럿을 뜻할 수 있다: {}",
    " (closest: {})": " (비슷한 것: {})",
    "; closest words: {}": "; 비슷한 낱말: {}",
    "no entry has all that was asked for{}": "찾는 것이 모두 있는 항목이 없다{}",
    "a command is expected: {}": "명령을 적어야 한다: {}",
    "unknown argument {!r}; options are: {}": "모르는 인수 {!r}; 옵션: {}",
    "{} is called {} now, as in every command": "{}의 이름은 이제 모든 명령에서 {}이다",
    "the following arguments are required: TARGET, or --pair PYTHON=JULIA": (
        "TARGET 또는 --pair PYTHON=JULIA를 적어야 한다"
    ),
    "expected LO:HI or NAME=LO:HI, such as 0:1 or x=-1:1, got {!r}": (
        "0:1이나 x=-1:1 같은 LO:HI 또는 NAME=LO:HI를 적어야 하는데 {!r}이(가) 왔다"
    ),
    "expected a number of 0 or more, such as 1e-9, got {!r}": "1e-9 같은 0 이상의 수를 적어야 하는데 {!r}이(가) 왔다",
    "expected a number of seconds above 0, got {!r}": "0보다 큰 초를 적어야 하는데 {!r}이(가) 왔다",
    "expected a time above 0, such as 90s, 30m, 8h or 1h30m, got {!r}": (
        "90s, 30m, 8h, 1h30m 같은 0보다 긴 시간을 적어야 하는데 {!r}이(가) 왔다"
    ),
    "expected a number, got {!r}": "수를 적어야 하는데 {!r}이(가) 왔다",
    "expected a whole number of {} or more, got {!r}": "{} 이상의 정수를 적어야 하는데 {!r}이(가) 왔다",
    "expected at most {} points, got {}": "점은 {}개까지인데 {}이(가) 왔다",
    "expected -- and a program at the end: -- PROGRAM.py [ARGUMENTS], or -- -m MODULE [ARGUMENTS]": (
        "끝에 --와 프로그램을 적어야 한다: -- PROGRAM.py [ARGUMENTS] 또는 -- -m MODULE [ARGUMENTS]"
    ),
    "{}: expected FILE.py:NAME, got {!r}": "{}: FILE.py:NAME을 적어야 하는데 {!r}이(가) 왔다",
    "{}: expected a file in a folder that can be written to, got {!r}, which {}": (
        "{}: 쓸 수 있는 폴더의 파일을 적어야 하는데 {!r}이(가) 왔다: {}"
    ),
    "{}: expected one of them at most to go to standard output": "{}: 이 가운데 하나만 표준 출력으로 보낼 수 있다",
    "{}: {} could not be written: {}": "{}: {}에 쓰지 못했다: {}",
    "{}: {} has no {}": "{}: {}에 {}이(가) 없다",
    "{} has no {}{}": "{}에 {}이(가) 없다{}",
    "--json: expected a file, got {!r}, which is a NUMBER; give those first": (
        "--json: 파일을 적어야 하는데 번호 {!r}이(가) 왔다. 번호를 먼저 적는다"
    ),
    "--echo: expected a FILE for --{} with it, or what Julia prints stands in the midst": (
        "--echo: --{}에 FILE을 적어야 한다. 그러지 않으면 줄리아의 출력이 사이에 섞인다"
    ),
    "--range: no argument is called {}; there are {}": "--range: {}(이)라는 인수가 없다. 있는 것: {}",
    "{}: no argument is called {}; there are {}": "{}: {}(이)라는 인수가 없다. 있는 것: {}",
    "expected TYPE or NAME=TYPE, such as float16 or x=Int8, of {}; got {!r}": (
        "float16이나 x=Int8 같은 TYPE 또는 NAME=TYPE을 적어야 하는데(타입은 {} 가운데 하나) {!r}이(가) 왔다"
    ),
    "--type: {}: the arguments of methods are told by their annotations": (
        "--type: {}: 메서드의 인수는 주석으로 정한다"
    ),
    "--dtype: float16 has few enough numbers to try them all: add --exhaustive": (
        "--dtype: float16의 수는 모두 시험할 만큼 적다. --exhaustive를 더한다"
    ),
    "--points: expected none with --exhaustive, which tries every number": (
        "--points: 모든 수를 시험하는 --exhaustive와 함께 쓸 수 없다"
    ),
    "pyjuliann ulp: stopped at {} of {} functions: {}": "pyjuliann ulp: 함수 {1}개 가운데 {0}개에서 멈춤: {2}",
    "Trying {:,} numbers …": "수 {:,}개를 시험하는 중 …",
    "expected a whole number from 0 to 65535, got {!r}": "0부터 65535까지의 정수를 적어야 하는데 {!r}이(가) 왔다",
    "--port: expected a free port of {}, got {}: {}": "--port: {}의 빈 포트를 적어야 하는데 {}이(가) 왔다: {}",
    "--strategy: expected a Hypothesis strategy or a dict of strategies, got {} = {}": (
        "--strategy: Hypothesis 전략이나 전략의 dict를 적어야 하는데 {} = {}이(가) 왔다"
    ),
    "--scale: expected FILE.py:NAME, got {!r}": "--scale: FILE.py:NAME을 적어야 하는데 {!r}이(가) 왔다",
    "--scale: {} has no function {}": "--scale: {}에 함수 {}이(가) 없다",
    "annotate the arguments, or say what they are with --range LO:HI or --strategy FILE.py:NAME": (
        "인수에 주석을 달거나 --range LO:HI 또는 --strategy FILE.py:NAME으로 인수를 정한다"
    ),
    "--pair {}: {}": "--pair {}: {}",
    "--pair: {}": "--pair: {}",
    "--pair: expected a Python function, '=' and its Julia side, such as mod:f=Mod.g or mine.py:f=mine.jl::g, got "
    "{!r}": (
        "--pair: mod:f=Mod.g나 mine.py:f=mine.jl::g처럼 파이썬 함수, '=', 줄리아 쪽을 적어야 하는데 {!r}이(가) 왔다"
    ),
    "--pair: expected the struct that goes with {}, --pair MODULE:{}=STRUCT: {} has methods {}": (
        "--pair: {}과(와) 짝이 되는 구조체를 적어야 한다, --pair MODULE:{}=STRUCT: {}의 메서드 {}"
    ),
    "--julia: expected the Julia executable, got {!r}; the Julia side is the second argument: {} {}": (
        "--julia: 줄리아 실행 파일을 적어야 하는데 {!r}이(가) 왔다. 줄리아 쪽은 둘째 인수다: {} {}"
    ),
    "JULIA: expected a Julia file, one that ends in .jl, a package's folder or a module's name, for all of {!r}, got "
    "{!r}; the Julia side of one function goes with {}:function": (
        "JULIA: {!r} 전체에는 .jl로 끝나는 줄리아 파일, 패키지의 폴더, 모듈의 이름 가운데 하나를 적어야 하는데 "
        "{!r}이(가) 왔다. 함수 하나의 줄리아 쪽은 {}:function과 함께 적는다"
    ),
    "JULIA: expected {}::function for one function, {!r}, got all of {}": (
        "JULIA: 함수 하나 {1!r}에는 {0}::function을 적어야 하는데 {2} 전체가 왔다"
    ),
    "JULIA: the folder {} is no Julia package: it has no Project.toml with a name": (
        "JULIA: 폴더 {}은(는) 줄리아 패키지가 아니다. 이름이 적힌 Project.toml이 없다"
    ),
    "there is no Julia file {}, nor a package in a folder of that name": (
        "줄리아 파일 {}도, 그 이름의 패키지 폴더도 없다"
    ),
    "there is no Python file {}": "파이썬 파일 {}이(가) 없다",
    "there is no module {}: {}": "모듈 {}이(가) 없다: {}",
    "{} is no Python file: its name should end in .py": "{}은(는) 파이썬 파일이 아니다. 이름이 .py로 끝나야 한다",
    "TARGET: expected a module or a file, got one function of it: {!r}": (
        "TARGET: 모듈이나 파일을 적어야 하는데 그 안의 함수 하나가 왔다: {!r}"
    ),
    "TARGET: expected a module, a file or module:function, got an empty name": (
        "TARGET: 모듈, 파일, module:function 가운데 하나를 적어야 하는데 빈 이름이 왔다"
    ),
    "{} has no functions, nor marks of @mirrors": "{}에 함수도 @mirrors 표시도 없다",
    "{} has no function that @mirrors(...) marks; check one with {}:function and 'Module.function' after it, or give a "
    "Julia file with functions of the same names": (
        "{}에 @mirrors(...)로 표시한 함수가 없다. {}:function과 그 뒤에 'Module.function'을 적거나, 이름이 같은 함수가 "
        "있는 줄리아 파일을 적는다"
    ),
    "{} is not marked by @mirrors(...); say what it is compared with: {} 'Module.function'": (
        "{}에 @mirrors(...) 표시가 없다. 무엇과 비교할지 적는다: {} 'Module.function'"
    ),
    "{}:{} is a method of instances, and {}() makes none ({}: {}); give a method of one that the module has, "
    "{}:instance.{}": (
        "{}:{}은(는) 인스턴스의 메서드인데 {}()로 인스턴스를 만들 수 없다({}: {}). 모듈에 있는 인스턴스의 메서드를 "
        "적는다, {}:instance.{}"
    ),
    "{}:{} is a {}, not a function": "{}:{}은(는) 함수가 아니라 {}이다",
    "no function has a twin of the same name: {}": "이름이 같은 짝이 있는 함수가 없다: {}",
    "{} cannot be loaded: {}": "{}을(를) 읽어 들일 수 없다: {}",
    "Julia died of loading {}: {}": "{}을(를) 읽어 들이다가 줄리아가 죽었다: {}",
    "to import {}": "{}을(를) 불러오는 데",
    "to load {}": "{}을(를) 읽어 들이는 데",
    "pyjuliann check: {}": "pyjuliann check: {}",
    # replay
    "the program": "프로그램",
    "--case: expected no program beside it: a saved call is replayed in place of one": (
        "--case: 함께 프로그램을 적을 수 없다. 저장한 호출을 프로그램 대신 재현한다"
    ),
    "--case: {}": "--case: {}",
    "--case: {} is a call of {}; there are {}": "--case: {}은(는) {}의 호출이다. 있는 것: {}",
    "--save-case: expected a file: a saved call is no text for standard output": (
        "--save-case: 파일을 적어야 한다. 저장한 호출은 표준 출력에 쓸 글이 아니다"
    ),
    "{}: --save-case: {}": "{}: --save-case: {}",
    "the program did not end: {}": "프로그램이 끝나지 않았다: {}",
    "--{} and {}: give one of them; {}": "--{}와(과) {}: 하나만 적는다. {}",
    "all inputs are tried, none is drawn": "모든 입력을 시험하며 뽑는 것은 없다",
    "it goes on in this process until the time is over": "시간이 다 될 때까지 이 프로세스에서 계속한다",
    "--resume: there is no file {}": "--resume: 파일 {}이(가) 없다",
    "--resume: {}": "--resume: {}",
    "--{}: expected a file: a saved run is no text for people": (
        "--{}: 파일을 적어야 한다. 저장한 실행은 읽을 글이 아니다"
    ),
    "--{}: expected without --watch, which checks a few cases again and again": (
        "--{}: 적은 사례를 되풀이해 검사하는 --watch와 함께 쓸 수 없다"
    ),
    "--{}: expected --exhaustive with it; else it is done soon": "--{}: --exhaustive와 함께 쓴다. 없으면 금방 끝난다",
    "{}: chunk {} was saved with {} of {} numbers": "{0}: 조각 {1}이(가) 수 {3}개 가운데 {2}개만 저장되었다",
    # watch
    "{} saved": "{} 저장됨",
    "all": "모두",
    "searched for a repair of {}, {:.2f} s": "{}의 고칠 곳을 찾았다, {:.2f}초",
    "{}: {} of {} pairs checked, {:.2f} s": "{0}: 쌍 {2}개 가운데 {1}개 검사, {3:.2f}초",
    "checking: {} …": "검사하는 중: {} …",
    "\nprinted meanwhile:\n{}": "\n그동안의 출력:\n{}",
    "watching {} files · {}": "파일 {}개를 지켜보는 중 · {}",
    "run all again": "모두 다시",
    "report as HTML": "HTML 보고서",
    "quit": "끝내기",
    "--watch: expected a FILE for reports, for standard output tells what happens": (
        "--watch: 보고서의 FILE을 적어야 한다. 표준 출력에는 진행 상황이 나온다"
    ),
    "--watch: recorded answers know nothing of code that changes: a live Julia is needed": (
        "--watch: 기록된 답은 바뀌는 코드를 모른다. 살아 있는 줄리아가 필요하다"
    ),
    "--deadline: a watch has no end; --timeout limits one call of either language": (
        "--deadline: 지켜보기에는 끝이 없다. 호출 하나의 시간은 --timeout으로 정한다"
    ),
    "--watch works on Linux and macOS only": "--watch는 Linux와 macOS에서만 된다",
    "--watch needs the package watchfiles: pip install 'pyjuliann[watch]'": (
        "--watch에는 패키지 watchfiles가 필요하다: pip install 'pyjuliann[watch]'"
    ),
    # lessons and the book
    "--notebook needs nbformat: pip install 'pyjuliann[book]'": (
        "--notebook에는 nbformat이 필요하다: pip install 'pyjuliann[book]'"
    ),
    "--notebook: expected a file whose name ends in .ipynb, got {!r}": (
        "--notebook: 이름이 .ipynb로 끝나는 파일을 적어야 하는데 {!r}이(가) 왔다"
    ),
    "FOLDER: expected a new or empty folder, got {!r}, which {}": (
        "FOLDER: 새 폴더나 빈 폴더를 적어야 하는데 {!r}이(가) 왔다: {}"
    ),
    "FOLDER: the book could not be written to {}: {}": "FOLDER: 책을 {}에 쓰지 못했다: {}",
    "needs the package {}: pip install 'pyjuliann[book]'": "패키지 {}이(가) 필요하다: pip install 'pyjuliann[book]'",
    "needs the packages {}: pip install 'pyjuliann[book]'": "패키지 {}이(가) 필요하다: pip install 'pyjuliann[book]'",
    "nothing was written, for it was stopped at example {}": "예제 {}에서 멈추어 쓴 것이 없다",
    "nothing was written, for it was stopped: {}": "멈추어 쓴 것이 없다: {}",
    # new and record
    "--folder: expected a folder, got {}": "--folder: 폴더를 적어야 하는데 {}이(가) 왔다",
    "nothing was written, since these would be in the way: {}": "이미 있는 파일 때문에 쓴 것이 없다: {}",
    "nothing was written: {}": "쓴 것이 없다: {}",
    "written: {}: {}": "썼다: {}: {}",
    "{} test": "테스트 {}개",
    "{} tests": "테스트 {}개",
    "Julia stubs for {}": "{}에 쓸 줄리아 함수의 틀",
    "for GitHub Actions": "GitHub Actions에서 쓸 파일",
    "arguments could not be guessed, see the comments in the tests": ("인수를 짐작할 수 없었다. 테스트의 주석을 본다"),
    "no arguments were found that both sides take: the test is skipped until you say what they are": (
        "양쪽이 받는 인수를 찾지 못했다. 인수를 정할 때까지 테스트를 건너뛴다"
    ),
    "in Julia only": "줄리아에만 있다",
    "next: {}": "다음: {}",
    "next: fill in {}, include it in your Julia code, and run this again": (
        "다음: {}을(를) 채우고, 줄리아 코드에서 include한 뒤 다시 실행한다"
    ),
    "recorded answers cannot be recorded again: a live Julia is needed": (
        "기록된 답은 다시 기록할 수 없다. 살아 있는 줄리아가 필요하다"
    ),
    "FILE: expected the name of a file to write, got '-'": "FILE: 쓸 파일의 이름을 적어야 하는데 '-'가 왔다",
    "FILE: expected the name of the record to write, such as answers.jsonl, before what is recorded; got {!r}, which "
    "is code": (
        "FILE: 무엇을 기록할지 적기 전에 answers.jsonl처럼 쓸 기록의 이름을 적어야 하는데 코드인 {!r}이(가) 왔다"
    ),
    "WHAT: expected a Python file before the Julia file {}": "WHAT: 줄리아 파일 {} 앞에 파이썬 파일을 적어야 한다",
    # ulp and training
    "recorded answers cannot serve here: measuring needs a live Julia": (
        "여기에는 기록된 답을 쓸 수 없다. 재려면 살아 있는 줄리아가 필요하다"
    ),
    "a live Julia is needed and none can be had: `pyjuliann julia install` gets one": (
        "살아 있는 줄리아가 필요한데 없다: `pyjuliann julia install`로 받을 수 있다"
    ),
    "NETWORK: expected mlp, mlp4, cnn, deep or a layer spec; or --resume FILE": (
        "NETWORK: mlp, mlp4, cnn, deep, 층 명세 가운데 하나나 --resume FILE을 적어야 한다"
    ),
    "--activation: is for mlp and mlp4; {!r} has its own activations": (
        "--activation: mlp와 mlp4에만 쓴다. {!r}에는 활성화 함수가 정해져 있다"
    ),
    "--budget: expected a number of 0 or more, got {:g}": "--budget: 0 이상의 수를 적어야 하는데 {:g}이(가) 왔다",
    "--engine: recorded answers cannot train; expected a live Julia, or --language python": (
        "--engine: 기록된 답으로는 학습할 수 없다. 살아 있는 줄리아나 --language python이 필요하다"
    ),
    "--language: {} was trained with {}; got {}": "--language: {}은(는) {}(으)로 학습했는데 {}이(가) 왔다",
    "{}: {} was trained with {}; got {}": "{}: {}은(는) {}(으)로 학습했는데 {}이(가) 왔다",
    "--save: expected a file; a run cannot go to standard output": (
        "--save: 파일을 적어야 한다. 학습 상태는 표준 출력으로 보낼 수 없다"
    ),
    "--save: {} could not be written: {}": "--save: {}에 쓰지 못했다: {}",
    "--steps: {} has taken {} steps; expected as many or more, got {}": (
        "--steps: {}은(는) 이미 {}단계를 지났다. 그 이상을 적어야 하는데 {}이(가) 왔다"
    ),
}
