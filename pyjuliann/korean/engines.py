"""What the engines say of calls, of Julia's end, of records and of packages, in Korean; and settings."""

from __future__ import annotations

PHRASES = {
    # errors of Julia's
    "Julia raised in {}: {}": "{}에서 줄리아가 예외를 냈다: {}",
    "<{}, whose repr raised {}>": "<{}, repr에서 예외 {}>",
    "its text raised {}": "예외의 글을 만들다가 예외 {}",
    "(its message cannot be shown: {})": "(메시지를 보일 수 없다: {})",
    # settings
    "expected one of {}, got {}": "{} 가운데 하나를 적어야 하는데 {}이(가) 왔다",
    "expected a path, or None, got {}": "경로나 None을 주어야 하는데 {}이(가) 왔다",
    "expected seconds above 0, or None, got {}": "0보다 큰 초나 None을 주어야 하는데 {}이(가) 왔다",
    "expected True, False or a function of a line, got {}": (
        "True, False, 또는 한 줄을 받는 함수를 주어야 하는데 {}이(가) 왔다"
    ),
    "expected True, False or None, got {}": "True, False, None 가운데 하나를 주어야 하는데 {}이(가) 왔다",
    "expected True, False or 'auto', got {}": "True, False, 'auto' 가운데 하나를 주어야 하는데 {}이(가) 왔다",
    "only the recorded engine reads them; use {}": "기록된 답의 엔진만 읽는다. {}을(를) 쓴다",
    "the recorded engine starts none; use {} with {}": (
        "기록된 답의 엔진은 줄리아를 시작하지 않는다. {}과(와) {}을(를) 쓴다"
    ),
    "juliacall chooses its own Julia; use {} with {}": "juliacall은 줄리아를 스스로 고른다. {}과(와) {}을(를) 쓴다",
    "{}: expected a JuliaSettings alone, or what makes one; dataclasses.replace(settings, ...) changes some of it": (
        "{}: JuliaSettings 하나만 주거나 그것을 만드는 값들을 주어야 한다. 일부를 바꾸려면 "
        "dataclasses.replace(settings, ...)를 쓴다"
    ),
    "{}: {}; there are {}": "{}: {}. 있는 것: {}",
    "an int of {} bits": "{}비트짜리 int",
    # what is asked of a call
    "call: function: expected a str of dotted identifiers, got {}": (
        "call: function: 점으로 이은 이름을 str로 주어야 하는데 {}이(가) 왔다"
    ),
    "call: update: expected True, False or None, got {}": (
        "call: update: True, False, None 가운데 하나를 주어야 하는데 {}이(가) 왔다"
    ),
    "eval: code: expected a str, got {}": "eval: code: str을 주어야 하는데 {}이(가) 왔다",
    "include: path: expected a Julia file, got {}, which is not there": (
        "include: path: 줄리아 파일을 주어야 하는데 {}이(가) 왔다. 그런 파일이 없다"
    ),
    "keep=True: nothing can be kept in Julia here, in pairs and records": (
        "keep=True: 쌍과 기록에서는 줄리아에 남겨 둘 수 없다"
    ),
    "the given code": "주어진 코드",
    "the Julia {}": "줄리아의 {}",
    "{} of a Julia {}": "줄리아 {1}의 {0}",
    "an attribute": "속성",
    "the attributes": "속성들",
    "an item": "항목",
    "the length": "길이",
    "iteration": "반복",
    "an operation": "연산",
    "argument {name}": "인수 {name}",
    "{}: argument {}": "{}: 인수 {}",
    "{}: keyword {}": "{}: 키워드 {}",
    "{} returned {}": "{}의 결과: {}",
    "{} called a Python function with {}": "{}이(가) 파이썬 함수를 부를 때의 인수: {}",
    "{}, which Julia called, returned what cannot cross: {}": "줄리아가 부른 {}의 결과가 넘어갈 수 없다: {}",
    "{}: an argument cannot be had in Julia: {}": "{}: 인수를 줄리아에서 받을 수 없다: {}",
    "{}: an argument cannot be had in Julia: ": "{}: 인수를 줄리아에서 받을 수 없다: ",
    "a request of {} bytes beside its arrays is too large: the limit is {}": (
        "요청이 배열을 빼고도 {}바이트여서 너무 크다. {}바이트까지다"
    ),
    "{} changed {}, and the change is lost: Julia has a copy, what is in Python is unchanged. update=True writes "
    "changes back; update=False says that this is meant": (
        "{}이(가) {}을(를) 바꾸었지만 바뀐 것이 사라진다. 줄리아는 사본을 받으며 파이썬에 있는 것은 그대로다. "
        "update=True를 주면 바뀐 것을 다시 적고, update=False를 주면 그래도 된다는 뜻이다"
    ),
    # limits and threads
    "{} was not called: the time for everything was over": "{}: 전체에 주어진 시간이 지나 부르지 않았다",
    "{} took longer than {:g} s; {}": "{}: {:g}초보다 오래 걸렸다. {}",
    "{} waited {:g} s for another thread's call to end": "{}: 다른 스레드의 호출이 끝나기를 {:g}초 동안 기다렸다",
    "{} was called by code that interrupts a call of the same thread": (
        "{}: 같은 스레드의 호출을 끊고 들어온 코드가 불렀다"
    ),
    "reload was called by code that interrupts a call of the same thread": (
        "reload: 같은 스레드의 호출을 끊고 들어온 코드가 불렀다"
    ),
    "{} was called by a function that Julia called; {}": "{}: 줄리아가 부른 함수 안에서 불렀다. {}",
    "Julia was interrupted": "줄리아를 중단했다",
    "the transfer of its result was broken off": "결과를 옮기다가 그만두었다",
    "the transfer was broken off": "옮기다가 그만두었다",
    "a call was broken off": "호출을 도중에 그만두었다",
    "did not react to the interrupt": "중단에 반응하지 않았다",
    "stood still in the midst of a transfer": "옮기는 도중에 멈추어 있었다",
    "Julia {} and was ended": "줄리아가 {}. 그래서 끝냈다",
    "Julia {}": "줄리아가 {}",
    "it {}": "{}",
    # the end of an engine, or of Julia
    "this engine belongs to process {}: after a fork, start a new one with start_julia()": (
        "이 엔진은 프로세스 {}의 것이다. fork한 뒤에는 start_julia()로 새로 시작한다"
    ),
    "the engine is closed; start a new one with start_julia()": "엔진이 닫혔다. start_julia()로 새로 시작한다",
    "the engine was closed during {}": "{}: 도중에 엔진이 닫혔다",
    "the engine was closed in a Python function that {} called": "{}이(가) 부른 파이썬 함수 안에서 엔진이 닫혔다",
    "Julia failed, {}, in a Python function that {} called": "{1}이(가) 부른 파이썬 함수 안에서 줄리아가 실패했다({0})",
    "Julia failed during {}: {}": "{}: 줄리아가 실패했다: {}",
    "Julia failed during {}: the worker {}": "{}: 줄리아가 실패했다. 워커가 {}",
    "Julia failed: {}": "줄리아가 실패했다: {}",
    "Julia's response to {} cannot be read: {}": "{}: 줄리아의 응답을 읽을 수 없다: {}",
    "Julia's response to {} cannot be read: {:.200}": "{}: 줄리아의 응답을 읽을 수 없다: {:.200}",
    "a fresh Julia worker was started for {}; what the old one had loaded and defined is gone ({})": (
        "{}: 줄리아 워커를 새로 시작했다. 앞의 워커가 읽어 들이고 정의한 것은 사라졌다({})"
    ),
    "it was asked to load everything anew": "모두 다시 읽어 들이라는 요청을 받았다",
    "it was closed": "닫혔다",
    "died with {}{}": "{}(으)로 죽었다{}",
    "ended with exit code {}{}": "종료 코드 {}(으)로 끝났다{}",
    "closed its pipe without ending{}": "끝나지 않은 채 파이프를 닫았다{}",
    "was being ended": "끝내는 중이었다",
    "wrote without being asked": "묻지 않았는데 썼다",
    "sent a frame that cannot be read: {}": "읽을 수 없는 프레임을 보냈다: {}",
    "sent a frame that is no response: {}": "응답이 아닌 프레임을 보냈다: {}",
    "announced {} arrays and sent a frame that refers to {}": (
        "배열이 {}개라고 알리고 {}개를 가리키는 프레임을 보냈다"
    ),
    "announced a frame of {} bytes ({}); the limit is {}": "{}바이트짜리 프레임을 알렸다({}). {}바이트까지다",
    "announced a chunk of {} bytes where {} were left": "{1}바이트가 남았는데 {0}바이트짜리 조각을 알렸다",
    "did not say hello but {:.80}": "인사 대신 다음을 보냈다: {:.80}",
    "speaks protocol {:.80}; this pyjuliann speaks {}": "프로토콜 {:.80}을(를) 쓴다. 이 pyjuliann은 {}을(를) 쓴다",
    "has other Julia sources than pyjuliann {}: {:.80}": "줄리아 소스가 pyjuliann {}의 것과 다르다: {:.80}",
    "could not be started: {}": "시작할 수 없었다: {}",
    "did not start within {:g} s{}": "{:g}초 안에 시작하지 않았다{}",
    "is no working Julia: it {}": "쓸 수 있는 줄리아가 아니다: {}",
    "the worker engine needs Linux or macOS; on Windows use engine='juliacall'": (
        "워커 엔진은 Linux나 macOS에서만 된다. Windows에서는 engine='juliacall'을 쓴다"
    ),
    # objects and functions of the other language
    "the {} engine has no objects: use call and eval": "{} 엔진에는 객체가 없다. call과 eval을 쓴다",
    "a JuliaObject of another engine ({}): it is known to that one only": (
        "다른 엔진의 JuliaObject({})다. 그 엔진만 안다"
    ),
    "a JuliaObject ({}) is gone: the Julia that had it has ended": (
        "JuliaObject({})가 사라졌다. 가지고 있던 줄리아가 끝났다"
    ),
    "the Python function is gone, with the engine or the call that it was given to": (
        "파이썬 함수가 사라졌다. 받은 엔진이나 호출이 끝났다"
    ),
    # juliacall
    "the juliacall engine cannot time a call out; use engine='worker' for timeouts": (
        "juliacall 엔진은 호출의 시간을 제한할 수 없다. 시간제한에는 engine='worker'를 쓴다"
    ),
    "{}: the juliacall engine answers only the thread that Julia was started on; use engine='worker' for an engine "
    "that threads share": (
        "{}: juliacall 엔진은 줄리아를 시작한 스레드에만 답한다. 여러 스레드에서 쓰려면 engine='worker'를 쓴다"
    ),
    "project: Julia inside this process is in the project {} of another engine, and cannot be in {} too; close that "
    "engine, or use engine='worker'": (
        "project: 이 프로세스 안의 줄리아는 다른 엔진의 프로젝트 {}에 있어 {}에도 있을 수 없다. 그 엔진을 닫거나 "
        "engine='worker'를 쓴다"
    ),
    "juliacall cannot start Julia here: {}": "juliacall이 여기서 줄리아를 시작할 수 없다: {}",
    "pyjuliann is installed below a folder whose name has a quotation mark: {}": (
        "pyjuliann이 이름에 따옴표가 있는 폴더에 설치되어 있다: {}"
    ),
    # code that has changed
    "{} (package {})": "{}(패키지 {})",
    "{} (included by {})": "{}({}에서 include)",
    "{} has changed since Julia loaded it": "{}: 줄리아가 읽어 들인 뒤로 바뀌었다",
    "{}{} have changed since Julia loaded them": "{}{}: 줄리아가 읽어 들인 뒤로 바뀌었다",
    "{}, and what runs is the old code: {}": "{}. 실행되는 것은 예전 코드다: {}",
    "`reload()` of the engine starts Julia anew": "엔진의 `reload()`로 줄리아를 새로 시작한다",
    "`reload()` of the engine includes files again; a package is loaded anew only by a Python that is started anew, or "
    "by engine='worker'": (
        "파일은 엔진의 `reload()`로 다시 include한다. 패키지는 파이썬을 새로 시작하거나 engine='worker'를 써야 "
        "다시 읽어 들인다"
    ),
    "{}, which cannot be loaded again inside this process: start Python anew, or use engine='worker', which can{}": (
        "{}. 이 프로세스 안에서는 다시 읽어 들일 수 없다. 파이썬을 새로 시작하거나 그렇게 할 수 있는 engine='worker'를 "
        "쓴다{}"
    ),
    "; included again: {}": "; 다시 include한 것: {}",
    # recorded answers
    "recorded answers cannot be loaded anew: use engine='worker' for a live Julia": (
        "기록된 답은 다시 읽어 들일 수 없다. 살아 있는 줄리아에는 engine='worker'를 쓴다"
    ),
    "nothing was recorded: {}": "기록한 것이 없다: {}",
    "{} cannot be recorded: it answers differently when it is asked again": (
        "{}: 다시 물으면 다르게 답하므로 기록할 수 없다"
    ),
    "{}: what Julia prints is not recorded: capture=True needs a live Julia": (
        "{}: 줄리아의 출력은 기록되지 않는다. capture=True에는 살아 있는 줄리아가 필요하다"
    ),
    "the record file {} cannot be written: {}": "기록 파일 {}에 쓸 수 없다: {}",
    "the record file {} cannot be read: {}; {}": "기록 파일 {}을(를) 읽을 수 없다: {}; {}",
    "{} is damaged, or no record file: it is not text; {}": "{}: 망가졌거나 기록 파일이 아니다. 글이 아니다; {}",
    "{} is no record file of pyjuliann: its first line is none; {}": (
        "{}: pyjuliann의 기록 파일이 아니다. 첫 줄이 다르다; {}"
    ),
    "{} has the format {:.60}, and this pyjuliann reads {}; {}": (
        "{}: 형식이 {:.60}인데 이 pyjuliann은 {}을(를) 읽는다; {}"
    ),
    "the record file {} is truncated: the line that ends it is missing; {}": (
        "기록 파일 {}이(가) 잘렸다. 끝을 알리는 줄이 없다; {}"
    ),
    "the record file {} is damaged: it is not as it was written; {}": (
        "기록 파일 {}이(가) 망가졌다. 적은 그대로가 아니다; {}"
    ),
    "the record file {} is damaged: {:.200}; {}": "기록 파일 {}이(가) 망가졌다: {:.200}; {}",
    "the record file {} is damaged: it has another number of answers; {}": (
        "기록 파일 {}이(가) 망가졌다. 답의 개수가 다르다; {}"
    ),
    "{} has answers that crossed by protocol {}, and this pyjuliann speaks {}; {}": (
        "{}: 프로토콜 {}(으)로 넘어온 답이 있는데 이 pyjuliann은 {}을(를) 쓴다; {}"
    ),
    "`{}` makes it anew, which takes a live Julia": "`{}`(으)로 다시 만든다. 살아 있는 줄리아가 필요하다",
    "a live Julia (engine='worker' or 'juliacall') answers everything, and `pyjuliann record answers.jsonl TARGET` "
    "writes down what it answers to a target of yours": (
        "살아 있는 줄리아(engine='worker' 또는 'juliacall')는 모든 것에 답하며, "
        "`pyjuliann record answers.jsonl TARGET`은 정한 대상에 대한 답을 적어 둔다"
    ),
    "the answer to {} in {}": "{1}에 있는 답({0})",
    "{} is stale: {}{} since it was recorded with Julia {} on {}; {}": (
        "{0}이(가) 낡았다. 줄리아 {3}(으)로 {4}에 기록한 뒤로 {1}{2}; {5}"
    ),
    ", and {} more": ", 그 밖에 {}개",
    "{} is damaged: {}; {}": "{}이(가) 망가졌다: {}; {}",
    "it is not CBOR ({})": "CBOR이 아니다({})",
    "its type is {:.40}": "타입이 {:.40}이다",
    "{} has changed": "{}이(가) 바뀌었다",
    "{} is not there any more": "{}이(가) 이제 없다",
    "{} of pyjuliann": "pyjuliann의 {}",
    "{}, which {} includes,": "{1}에서 include하는 {0}",
    "{} of the package {}": "패키지 {1}의 {0}",
    "{} of the project in {}": "프로젝트 {1}의 {0}",
    "{} of the project": "프로젝트의 {}",
    "{} has no record of {}; {}": "{}에 기록이 없다({}); {}",
    "{} has no answer to {}{}; {}": "{}에 답이 없다({}){}; {}",
    "{} has no answer to {}": "{}에 답이 없다({})",
    "{} has no answer to {} with these arguments": "{}에 이 인수로는 답이 없다({})",
    "{}: the recorded call has others{}; {}": "{}. 기록된 호출의 것은 다르다{}; {}",
    "{}: the {} recorded calls have others{}; {}": "{}. 기록된 호출 {}개의 것은 다르다{}; {}",
    " (it has {})": ". 있는 것: {}",
    ", perhaps because they were generated with {}": ". 다음으로 만들어서일 수 있다: {}",
    "{} {}, where {} is in use": "{} {}(지금은 {})",
    "which functions the file has": "파일에 어떤 함수가 있는가",
    "which functions the module exports": "모듈이 어떤 함수를 export하는가",
    "what the Julia side is": "줄리아 쪽이 무엇인가",
    "these cases": "이 사례들",
    "which side is closer to the truth": "어느 쪽이 참값에 더 가까운가",
    "this code": "이 코드",
    "{}\nNor can recorded answers be used: {}": "{}\n기록된 답도 쓸 수 없다: {}",
    "{}\nWARNING: NO JULIA IS RUNNING. These are recorded answers, given by Julia {} on {} ({}); only the {} are "
    "recorded.": (
        "{}\n경고: 실행되는 줄리아가 없다. 다음은 줄리아 {}이(가) {}에 준 기록된 답이다({}). 기록된 것은 {}뿐이다."
    ),
    # packages and projects
    "Julia {} with its default environment": "기본 환경의 줄리아 {}",
    "no project, {}": "프로젝트 없음, {}",
    "the project {}, Julia {}": "프로젝트 {}, 줄리아 {}",
    "The project in use is {}, Julia {}": "쓰고 있는 프로젝트: {}, 줄리아 {}",
    "no project is in use": "쓰고 있는 프로젝트가 없다",
    "{} names {}, which has no Project.toml": "{}이(가) 가리키는 {}에 Project.toml이 없다",
    "{}, and {} has no {}; give the project that has it (project=, --project, {}), or add it to that environment: {}": (
        "{0}. {1}에 {2}이(가) 없다. 그것이 있는 프로젝트를 주거나(project=, --project, {3}) 그 환경에 더한다: {4}"
    ),
    "{}; its {} is empty or cannot be read": "{}; {}이(가) 비었거나 읽을 수 없다",
    "{}; its {} does not name {}. To add it: {}, or of a registered package {}": (
        "{}; {}에 {}이(가) 없다. 더하려면: {}, 등록된 패키지이면 {}"
    ),
    "{}; its manifest {} says that {} is in {}, which has no {}": (
        "{0}; 매니페스트 {1}에는 {2}이(가) {3}에 있다고 적혀 있는데 거기에 {4}이(가) 없다"
    ),
    "{}; it names {}, which is not installed. To install what it names: {}": (
        "{}; 거기에 적힌 {}이(가) 설치되지 않았다. 적힌 것을 설치하려면: {}"
    ),
    "{}\n  without network, of what this machine has: {}": "{}\n  네트워크 없이 이 기계에 있는 것으로: {}",
    "{} does not define the module {}. ": "{}에 모듈 {}의 정의가 없다. ",
    "In {}": "{}에서",
    "{}In {}": "{}{}에서",
    "{}. In {}": "{}. {}에서",
    "In {}. To read the dependencies of its packages again: {}": "{}에서. 패키지의 의존성을 다시 읽으려면: {}",
    "; there is {}": "; 있는 것: {}",
    "; closest: {}": "; 비슷한 것: {}",
    "{} is there, but is not brought in by `using`": "{}은(는) 있지만 `using`으로 들여오지 않았다",
    "The manifest {} was made by Julia {}, and this is Julia {}": (
        "매니페스트 {}은(는) 줄리아 {}이(가) 만들었는데 이것은 줄리아 {}이다"
    ),
    "start pyjuliann with a Julia {} (julia= or PYJULIANN_JULIA), or remove it and make one with this Julia: {}": (
        "줄리아 {}(으)로 pyjuliann을 시작하거나(julia= 또는 PYJULIANN_JULIA), 그것을 지우고 이 줄리아로 만든다: {}"
    ),
    "juliapkg's project {} is of Julia {}, so it is not taken with Julia {}": (
        "juliapkg의 프로젝트 {}은(는) 줄리아 {}의 것이어서 줄리아 {}에서는 쓰지 않는다"
    ),
}
