"""What is said of the Julias of a machine, in Korean: finding, checking, installing and removing them; the doctor."""

from __future__ import annotations

PHRASES = {
    # files
    "is a folder": "폴더다",
    "is open for reading only": "읽기 전용으로 열려 있다",
    "may not be written to": "쓸 권한이 없다",
    "{} cannot be written to: {}": "{}에 쓸 수 없다: {}",
    "{}; set XDG_DATA_HOME to a folder that can": "{}; XDG_DATA_HOME을 쓸 수 있는 폴더로 정한다",
    "pyjuliann's Julia sources are missing below {}; install pyjuliann again": (
        "{}에 pyjuliann의 줄리아 소스가 없다. pyjuliann을 다시 설치한다"
    ),
    # looking for a Julia
    "{} is blank: expected a path, or a name on PATH": "{}이(가) 비어 있다. 경로나 PATH에 있는 이름을 적어야 한다",
    "the Julia that {} names, {}, {}; no other was tried.": (
        "{}(으)로 정한 줄리아 {}: {}. 다른 줄리아는 시험하지 않았다."
    ),
    "the Julia that {} names cannot be used, and no other was tried:": (
        "{}(으)로 정한 줄리아를 쓸 수 없다. 다른 줄리아는 시험하지 않았다:"
    ),
    "no usable Julia ({} or newer) was found; {}. Looked for, in this order:": (
        "쓸 수 있는 줄리아({} 이상)를 찾지 못했다. {}. 다음 순서로 찾았다:"
    ),
    "`{}` fetches one": "`{}`로 받을 수 있다",
    "`{}` fetches one, once {} is unset": "{1}을(를) 없앤 뒤 `{0}`로 받을 수 있다",
    "  {} and {}: not given": "  {}, {}: 주지 않았다",
    "  {}: none in {}": "  {}: {}에 없다",
    "the {} folders of PATH": "폴더 {}개",
    "Three ways to get one:": "줄리아를 얻는 세 가지 길:",
    "Two other ways to get one:": "줄리아를 얻는 다른 두 가지 길:",
    "  `{}`, which needs no root": "  `{}`, 루트 권한이 필요 없다",
    "  `{}` (after unsetting {}), which needs no root": "  {1}을(를) 없앤 뒤 `{0}`, 루트 권한이 필요 없다",
    "  install Julia yourself, from julialang.org or with juliaup, so that `julia` is on PATH": (
        "  julialang.org나 juliaup에서 줄리아를 직접 설치해 `julia`가 PATH에 있게 한다"
    ),
    "  point {} or julia= at a Julia that you have": "  {} 또는 julia=로 가지고 있는 줄리아를 가리킨다",
    # what is wrong with a Julia
    "is neither a program on PATH nor a file here": "PATH에 있는 프로그램도, 여기 있는 파일도 아니다",
    "is a folder, not a program{}": "프로그램이 아니라 폴더다{}",
    " ({} would be one)": "({}이(가) 프로그램이다)",
    "is a link that leads nowhere": "아무 데도 가리키지 않는 링크다",
    "does not exist": "없다",
    "is not executable": "실행할 수 없는 파일이다",
    "cannot be reached: {}": "닿을 수 없다: {}",
    "cannot be started: {}": "시작할 수 없다: {}",
    "cannot be started: the interpreter or loader that it names is missing": (
        "시작할 수 없다. 그 파일에 적힌 인터프리터나 로더가 없다"
    ),
    "is too old: Julia {}, and {}.{} or newer is needed": "너무 오래되었다. 줄리아 {}인데 {}.{} 이상이 필요하다",
    "after reporting {}": "버전 {}을(를) 알린 뒤",
    "before it reported its version": "버전을 알리기 전",
    "is not Julia: it printed more than {} KiB when asked for its version": (
        "줄리아가 아니다. 버전을 묻자 {} KiB보다 많이 출력했다"
    ),
    "is not Julia: it printed nothing when asked for its version": (
        "줄리아가 아니다. 버전을 묻자 아무것도 출력하지 않았다"
    ),
    "is not Julia: it printed {} when asked for its version": "줄리아가 아니다. 버전을 묻자 출력한 것: {}",
    "was stopped after {:g} s without an answer, {}": "{:g}초 동안 답이 없어 멈추었다({})",
    "crashed with {} {}{}": "{}(으)로 죽었다({}){}",
    " (a Julia built for another release of this system does that at its first exception)": (
        ". 이 시스템의 다른 릴리스에 맞추어 빌드한 줄리아는 첫 예외에서 그렇게 된다"
    ),
    "ended with exit code {} {}{}": "종료 코드 {}(으)로 끝났다({}){}",
    "is Julia {}, but does not catch an exception": "줄리아 {}이지만 예외를 잡지 못한다",
    "is Julia {}, but multiplies two matrices to {}, not {}": (
        "줄리아 {}이지만 두 행렬의 곱이 {}(으)로 나온다. {}이어야 한다"
    ),
    # juliacall
    "juliacall is not installed": "juliacall이 설치되지 않았다",
    "Trying juliacall, which may fetch Julia and packages at its first start; {}=1 forbids that": (
        "juliacall을 시험하는 중. 처음 시작할 때 줄리아와 패키지를 받을 수 있다. {}=1로 막는다"
    ),
    "{} cannot be started: {}": "{}을(를) 시작할 수 없다: {}",
    "exit code {}": "종료 코드 {}",
    "did not start within {} s": "{}초 안에 시작하지 않았다",
    "Python crashed with {} when juliacall started": "juliacall이 시작할 때 파이썬이 {}(으)로 죽었다",
    "{} takes {}, and {} has {}; in that project, `{}`, or `{}`": (
        "{}에는 {}이(가) 필요한데 {}에는 {}이(가) 있다. 그 프로젝트에서 `{}`, 또는 `{}`"
    ),
    # projects
    "{} has no Project.toml": "{}에 Project.toml이 없다",
    "no folder from {} up has a Project.toml": "{}부터 위로 Project.toml이 있는 폴더가 없다",
    "project: there is no Julia project {}, since {}; expected a folder that has one, '@.' or '@name'": (
        "project: 줄리아 프로젝트 {}이(가) 없다: {}. Project.toml이 있는 폴더, '@.', '@name' 가운데 하나를 주어야 한다"
    ),
    # installing and removing
    "{} is set, so no Julia is fetched.": "{}이(가) 정해져 있어 줄리아를 받지 않는다.",
    "No Julia was found, so one is fetched; {}=1 forbids that": "줄리아를 찾지 못해 받는다. {}=1로 막는다",
    "Looking for a Julia to fetch": "받을 줄리아를 찾는 중",
    "Fetching Julia and its packages through juliapkg (a few hundred MB) into {}": (
        "juliapkg로 줄리아와 패키지(수백 MB)를 {}에 받는 중"
    ),
    "Fetching Julia {} from this system's package mirror ({}) into {}": (
        "이 시스템의 패키지 미러에서 줄리아 {}({})을(를) {}에 받는 중"
    ),
    "{} % of {:.0f} MB": "{1:.0f} MB 가운데 {0} %",
    "Unpacking {} packages": "패키지 {}개를 푸는 중",
    "Checking that it works": "되는지 검사하는 중",
    "Waiting for another pyjuliann that is installing or removing Julia": (
        "줄리아를 설치하거나 지우는 다른 pyjuliann을 기다리는 중"
    ),
    "Julia {} is ready: {}": "줄리아 {} 준비됨: {}",
    "Julia {} is installed: {}": "줄리아 {}이(가) 설치되어 있다: {}",
    "no Julia could be installed.": "줄리아를 설치하지 못했다.",
    "Through juliapkg: {}": "juliapkg로: {}",
    "From this system's package mirror: {}": "이 시스템의 패키지 미러에서: {}",
    "it is not installed": "설치되지 않았다",
    "{} forbids it": "{}(으)로 막혀 있다",
    "Julia's servers cannot be reached ({})": "줄리아의 서버에 닿을 수 없다({})",
    "no answer": "응답 없음",
    "it ended with exit code {}": "종료 코드 {}(으)로 끝났다",
    "the Julia that it has, {}, {}": "가지고 있는 줄리아 {}: {}",
    "{} holds a colon or semicolon, which no library path may; set XDG_DATA_HOME": (
        "{}: 라이브러리 경로에 쓸 수 없는 쌍점이나 쌍반점이 들어 있다. XDG_DATA_HOME을 정한다"
    ),
    "{} has {:.0f} MB free, and {:.0f} MB are needed; make room": (
        "{}에 {:.0f} MB가 비어 있는데 {:.0f} MB가 필요하다. 자리를 만든다"
    ),
    "the Julia that was fetched {}": "받은 줄리아: {}",
    "{} has been held by another pyjuliann for {:g} h": "{}: 다른 pyjuliann이 {:g}시간 동안 잡고 있다",
    "pyjuliann installed no Julia of the name {} in {}; {}": (
        "pyjuliann이 {1}에 설치한 것 가운데 이름이 {0}인 줄리아가 없다; {2}"
    ),
    "there is none": "하나도 없다",
    "{} cannot be removed: {}": "{}을(를) 지울 수 없다: {}",
    "Removed {}": "지움: {}",
    "Julia {}, healthy": "줄리아 {}, 이상 없음",
    # Debian's packages
    "this system has no {}: it is not Debian or one of its kin": "이 시스템에 {}이(가) 없다. 데비안 계열이 아니다",
    " and no ": ", ",
    "apt is configured with archives of {} only, and Debian 11's Julia is not there": (
        "apt에 설정된 저장소가 {}의 것뿐이며 거기에는 데비안 11의 줄리아가 없다"
    ),
    "apt is configured with no archive that could hold Debian 11's Julia{}": (
        "apt에 설정된 것 가운데 데비안 11의 줄리아가 있을 만한 저장소가 없다{}"
    ),
    "no mirror that apt is configured with gives Debian 11's ({}) Julia:": (
        "apt에 설정된 미러 가운데 데비안 11({})의 줄리아를 주는 것이 없다:"
    ),
    "  {}: has no Julia for this processor{}": "  {}: 이 프로세서의 줄리아가 없다{}",
    "apt-get failed": "apt-get이 실패했다",
    "{} of {} packages are missing": "패키지 {1}개 가운데 {0}개가 없다",
    "the download of Julia broke off, {}{}{}": "줄리아를 받다가 끊겼다. {}{}{}",
    "{} cannot be unpacked{}{}": "{}을(를) 풀 수 없다{}{}",
    "what the mirror gave as Julia holds no usr/bin/julia with its library": (
        "미러에서 받은 줄리아에 usr/bin/julia와 그 라이브러리가 없다"
    ),
    "\n    it was stopped after {:.0f} s": "\n    {:.0f}초 뒤에 멈추었다",
    "\n    the disk is full: {:.0f} MB free in {}": "\n    디스크가 가득 찼다: {1}에 {0:.0f} MB가 비어 있다",
    # the doctor
    "Engine": "엔진",
    "Project": "프로젝트",
    "Run on": "실행해 본 것",
    "Offline": "오프라인",
    "Problems": "문제",
    "{}, healthy": "{}, 이상 없음",
    "; not considered": "; 쓰지 않음",
    "none found": "찾지 못함",
    "auto: {}, since {}": "auto: {}. 까닭: {}",
    "worker: Julia {}; juliacall {}: Julia {}; others by design": (
        "worker: 줄리아 {}; juliacall {}: 줄리아 {}; 그 밖의 버전도 되도록 만들었다"
    ),
    "{} is set: nothing is fetched": "{}이(가) 정해져 있어 아무것도 받지 않는다",
    "unknown, since no worker runs": "모름, 실행되는 워커가 없다",
    "none is named: Julia {} has the packages of its default environment": (
        "정하지 않음: 줄리아 {}에 기본 환경의 패키지가 있다"
    ),
    ", made by Julia {}": ", 줄리아 {}이(가) 만듦",
    "{} packages, all of them installed": "패키지 {}개, 모두 설치됨",
    "not installed: {}": "설치되지 않음: {}",
    "{}{}, with Julia {}\n  {}": "{}{}, 줄리아 {}\n  {}",
    "not installed": "설치되지 않음",
    " (remembered)": "(기억해 둔 답)",
    "{}, starts Julia {}{}": "{}, 줄리아 {}을(를) 시작함{}",
    "{}, cannot start{}: {}": "{}, 시작할 수 없음{}: {}",
    "newer than {}, the newest that it was run on": "실행해 본 가장 새로운 버전 {}보다 새롭다",
    "newer than {}, which it was run on": "실행해 본 버전 {}보다 새롭다",
    "juliacall starts Julia {} in this environment": "이 환경에서 juliacall이 줄리아 {}을(를) 시작한다",
    "juliacall cannot start": "juliacall이 시작할 수 없다",
    "{} names a Julia": "{}(으)로 줄리아를 정했다",
    "{}, and a worker runs on {}": "{}. {}에서 워커가 실행된다",
    "{}, and {}{}": "{}. {}{}",
    "; one is fetched when it is first needed": ". 처음 필요할 때 받는다",
    "no healthy Julia was found": "이상 없는 줄리아를 찾지 못했다",
    "no live Julia can be used": "쓸 수 있는 살아 있는 줄리아가 없다",
    "{} cannot be written to, so every check is made anew": "{}에 쓸 수 없어 검사를 매번 다시 한다",
    "set XDG_CACHE_HOME to a folder that can": "XDG_CACHE_HOME을 쓸 수 있는 폴더로 정한다",
    "unset {}, or point it at a Julia that you have": "{}을(를) 없애거나 가지고 있는 줄리아를 가리키게 한다",
    "unset {}, or point it at a Julia that works": "{}을(를) 없애거나 되는 줄리아를 가리키게 한다",
    "`{}`, then `{}`": "`{}` 다음에 `{}`",
    "it is passed over; repair or remove it, or point {} at another": (
        "건너뛴다. 고치거나 지우거나, {}(으)로 다른 줄리아를 가리킨다"
    ),
    "the worker adds 1, 2 and 3 to {}": "워커가 1, 2, 3을 더한 값이 {}(으)로 나온다",
    "the worker does not start on {}: {}": "워커가 {}에서 시작하지 않는다: {}",
    "point {} at another Julia; if it stays so, report it with this text": (
        "{}(으)로 다른 줄리아를 가리킨다. 그래도 같으면 이 글과 함께 알려 주기 바란다"
    ),
    "{} names a Julia project in {}, which has no Project.toml": (
        "{}(으)로 정한 줄리아 프로젝트 {}에 Project.toml이 없다"
    ),
    "name a folder that has one": "Project.toml이 있는 폴더를 정한다",
    "the project {} names packages that are not installed: {}": "프로젝트 {}에 적힌 패키지가 설치되지 않았다: {}",
    "name the Julia that it is of, or a project of your own": "그 프로젝트에 맞는 줄리아나 자기 프로젝트를 정한다",
}
