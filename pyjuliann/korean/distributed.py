"""What is said of work in many processes, and of runs that are saved and go on later, in Korean."""

from __future__ import annotations

PHRASES = {
    # how far it is
    "comparing the probes of {} cases": "사례 {}개의 probe를 비교하는 중",
    "listening to probes": "probe 듣기",
    # who does the work
    "jobs: {}": "jobs: {}",
    "cluster: {}": "cluster: {}",
    "several processes need the packages dask and distributed: pip install 'pyjuliann[cluster]'": (
        "여러 프로세스로 실행하려면 패키지 dask와 distributed가 필요하다: pip install 'pyjuliann[cluster]'"
    ),
    "{}: pip install 'pyjuliann[cluster]'": "설치할 것이 있다: {}: pip install 'pyjuliann[cluster]'",
    "expected either processes or a cluster, which has its own number of workers": (
        "프로세스 수와 클러스터 가운데 하나만 적는다. 클러스터의 작업자 수는 따로 정해져 있다"
    ),
    "expected a whole number of processes, 1 or more, got {}": (
        "프로세스 수로 1 이상의 정수를 적어야 하는데 {}이(가) 왔다"
    ),
    "recorded answers are looked up in this process": "기록된 답은 이 프로세스에서 찾는다",
    "expected the address of a Dask scheduler, such as tcp://host:8786, got ''": (
        "tcp://host:8786 같은 Dask 스케줄러의 주소를 적어야 하는데 ''이(가) 왔다"
    ),
    "expected the address of a Dask scheduler, such as tcp://host:8786, or the file that it wrote, got {!r}": (
        "tcp://host:8786 같은 Dask 스케줄러의 주소나 스케줄러가 쓴 파일을 적어야 하는데 {!r}이(가) 왔다"
    ),
    "no Dask scheduler answers at {}: {}": "{}에서 응답하는 Dask 스케줄러가 없다: {}",
    "Timed out trying to connect to {} after {}": "{}에 {} 동안 연결되지 않았다",
    "the scheduler has no workers; start some with `dask worker ADDRESS`": (
        "스케줄러에 작업자가 없다. `dask worker ADDRESS`로 시작한다"
    ),
    "the Dask scheduler has gone": "Dask 스케줄러가 사라졌다",
    "a worker died of one chunk again and again, and it was given up": (
        "한 조각을 맡은 작업자가 거듭 죽어서 그 조각을 포기했다"
    ),
    "the functions cannot be sent to other processes: {}: {}; put what they need in a module that can be imported "
    "there": ("함수를 다른 프로세스로 보낼 수 없다: {}: {}. 함수에 필요한 것을 그쪽에서 불러올 수 있는 모듈에 넣는다"),
    "on {} {} is another file than where the check began": "{}의 {}이(가) 검사를 시작한 곳의 파일과 다르다",
    "on {} {} is not there; put it where all workers see it": "{}에 {}이(가) 없다. 모든 작업자가 볼 수 있는 곳에 둔다",
    # what has to be the same
    "worker {} has other versions: {}": "작업자 {}의 버전이 다르다: {}",
    "a worker has other versions: {}": "한 작업자의 버전이 다르다: {}",
    "{} is {} here and {} there": "{}: 여기서 {}, 거기서 {}",
    "pyjuliann's sources": "pyjuliann의 소스",
    "the kind of arguments": "인수의 종류",
    "the inputs": "입력",
    "Python's source": "파이썬의 소스",
    "Julia's source": "줄리아의 소스",
    "the pair's options": "쌍의 옵션",
    "the size of chunks": "조각의 크기",
    "the processor's instructions": "프로세서의 명령어",
    "unknown": "모름",
    # saved runs
    "'utf-8' codec can't decode byte {} in position {}: {}": "위치 {1}의 바이트 {0}이(가) UTF-8이 아니다({2})",
    "{} is no saved run: {}": "{}은(는) 저장한 실행이 아니다: {}",
    "{} is no saved run of this version of pyjuliann, as --save writes it": (
        "{}은(는) 이 버전의 pyjuliann이 --save로 저장한 실행이 아니다"
    ),
    "{} is a damaged saved run: {}: {}": "저장한 실행 {}이(가) 손상되었다: {}: {}",
    "{} was made with --seed {}, not {}: the cases are others": (
        "{}은(는) --seed {}(으)로 만들었다. {}(으)로는 사례가 다르다"
    ),
    "{} was made with other versions: {}": "{}은(는) 다른 버전으로 만들었다: {}",
    "{}: the saved run was asked something else: {}": "{}: 저장한 실행은 다른 것을 물었다: {}",
    "a chunk that was saved is damaged: {}: {}": "저장한 조각이 손상되었다: {}: {}",
    "some of its cases are missing": "사례 일부가 없다",
}
