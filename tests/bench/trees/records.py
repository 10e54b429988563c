"""What is asked of a program that trains, and what is told about it."""
import dataclasses


@dataclasses.dataclass(frozen=True)
class Job:
    """One fit."""
    peer: str
    options: dict
    shape: str
    seed: int
    growth: str      # depth, leaf
    threads: int
    rounds: int
    judge: bool      # by the test rows
    folder: str      # of the shapes


@dataclasses.dataclass(frozen=True)
class Moments:
    """When a fit began, as 0, and when each of its trees ended, in ms."""
    wall: list[float]
    cpu: list[float]

    def summary(self) -> dict:
        """Per tree over trees 2-21 and 2-101; what came before the trees; all up to tree 100."""
        told = {}
        n_trees = len(self.wall) - 1
        for last in (21, 101):
            if n_trees >= last:
                told[f'tree_{last - 1}'] = (self.wall[last] - self.wall[1]) / (last - 1)
                told[f'cpu_{last - 1}'] = (self.cpu[last] - self.cpu[1]) / (last - 1)
        if 'tree_20' in told:
            told['before'] = self.wall[1] - told['tree_20']
        if n_trees >= 100:
            told['fit'] = self.wall[100]
        return told


def read_memory(name: str) -> int:
    """A line of /proc/self/status in KiB, such as VmHWM."""
    with open('/proc/self/status') as file:
        for line in file:
            if line.startswith(name + ':'):
                return int(line.split()[1])
    raise KeyError(name)


def reset_peak():
    """From now on VmHWM is counted anew."""
    with open('/proc/self/clear_refs', 'w') as file:
        file.write('5')
