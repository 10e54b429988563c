"""Where a run took place, and what it can do at most."""
import importlib.metadata
import json
import os
import pathlib
import platform
import subprocess
import sys

from runner import cores

PACKAGES = ('xgboost', 'lightgbm', 'catboost', 'scikit-learn', 'shap', 'treelite', 'onnxruntime',
            'tl2cgen', 'lleaves', 'numpy')


def read(path: str) -> str:
    try:
        return pathlib.Path(path).read_text().strip()
    except OSError:
        return 'unknown'


def cpu_line(name: str) -> str:
    for line in read('/proc/cpuinfo').splitlines():
        if line.startswith(name):
            return line.split(':', 1)[1].strip()
    return 'unknown'


def caches() -> list[str]:
    found = []
    for folder in sorted(pathlib.Path('/sys/devices/system/cpu/cpu0/cache').glob('index*')):
        level, kind, size = (read(f'{folder}/{name}') for name in ('level', 'type', 'size'))
        found.append(f'L{level} {kind.lower()} {size}')
    return found


def versions() -> dict:
    found = {}
    for package in PACKAGES:
        try:
            found[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            found[package] = 'not installed'
    return found


def xgboost_build() -> dict:
    import xgboost
    told = xgboost.build_info()
    return {name: told[name] for name in ('DEBUG', 'USE_OPENMP', 'GCC_VERSION') if name in told}


def describe() -> dict:
    governor = '/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor'
    return {
        'cpu': cpu_line('model name'),
        'mhz': cpu_line('cpu MHz'),
        'cores': len(os.sched_getaffinity(0)),
        'governor': read(governor),
        'caches': caches(),
        'load': read('/proc/loadavg'),
        'kernel': platform.release(),
        'python': platform.python_version(),
        'isa': os.environ.get('JIG_ISA', 'the best there is'),
        'versions': versions(),
        'xgboost_build': xgboost_build(),
    }


def limits(program: pathlib.Path, threads: int) -> dict:
    """ns of an update by one thread, GB/s of all threads reading at once."""
    running = [subprocess.Popen(['taskset', '--cpu-list', core, program], stdout=subprocess.PIPE,
                                text=True) for core in cores(threads).split(',')]
    told = [json.loads(process.communicate()[0]) for process in running]
    if any(process.returncode for process in running):
        sys.exit(f'{program} failed')
    return {'update': max(one['update'] for one in told),
            'stream': sum(one['stream'] for one in told)}
