"""What a disk may hold after the power failed, made from the log of support/power_loss.

What was written and synced since is there. Of everything else each sector of 512 octets holds what
it held at the last sync or what any later write made of it, as it happens; a file's new size, a new
name and a removed name may have come to the disk or not.
"""
import dataclasses
import enum
import struct

SECTOR = 512
HEADER = struct.Struct("=IIQII")


class Kind(enum.IntEnum):
    CREATE = 1
    WRITE = 2
    TRUNCATE = 3
    SYNC_BEGIN = 4
    SYNC_END = 5
    UNLINK = 6
    RENAME = 7
    ACKNOWLEDGE = 8


@dataclasses.dataclass
class Event:
    kind: Kind
    thread: int
    offset: int
    path: str
    data: bytes


def read_log(path):
    events = []
    octets = path.read_bytes()
    at = 0
    while at < len(octets):
        kind, thread, offset, path_size, data_size = HEADER.unpack_from(octets, at)
        at += HEADER.size
        name = octets[at:at + path_size].decode()
        at += path_size
        events.append(Event(Kind(kind), thread, offset, name, octets[at:at + data_size]))
        at += data_size
    return events


class File:
    """The content of a file: what is on the disk, and what may be."""

    def __init__(self):
        self.durable = bytearray()
        self.pending = []  # writes and truncates since, in order

    def sync(self, count):
        """The oldest `count` of what is pending is on the disk from now on."""
        for event in self.pending[:count]:
            if event.kind == Kind.TRUNCATE:
                resize(self.durable, event.offset)
            else:
                put(self.durable, event.offset, event.data)
        del self.pending[:count]

    def after_loss(self, rng, share):
        """The octets a disk may hold, if nothing (0), all (1) or some of what is pending got there."""
        if share == 0:
            return self.durable
        octets = bytearray(self.durable)
        size_at = cutoff(rng, len(self.pending), share)
        sectors = {}  # sector: how many of what is pending it saw
        size = len(octets)
        for number, event in enumerate(self.pending):
            if event.kind == Kind.TRUNCATE:
                if number < size_at:
                    size = event.offset
                    del octets[size:]
                continue
            if number < size_at:
                size = max(size, event.offset + len(event.data))
            for sector, at, piece in pieces(event):
                if sector not in sectors:
                    sectors[sector] = cutoff(rng, len(self.pending), share)
                if number < sectors[sector]:
                    put(octets, at, piece)
        resize(octets, size)
        return octets


def cutoff(rng, count, share):
    return count if share == 1 else rng.randrange(count + 1)


def pieces(event):
    """A write by sectors: number of the sector, offset in the file, octets."""
    at = event.offset
    end = event.offset + len(event.data)
    while at < end:
        until = min(end, (at // SECTOR + 1) * SECTOR)
        yield at // SECTOR, at, event.data[at - event.offset:until - event.offset]
        at = until


def put(octets, offset, data):
    if len(octets) < offset + len(data):
        resize(octets, offset + len(data))
    octets[offset:offset + len(data)] = data


def resize(octets, size):
    if size < len(octets):
        del octets[size:]
    else:
        octets.extend(bytes(size - len(octets)))


class Disk:
    """The files of a folder while a log is followed."""

    def __init__(self, forget=lambda path: False):
        """Syncs of the paths that `forget` tells are taken as never done: what would be lost then?"""
        self._forget = forget
        self._durable_names = {}
        self._names = {}
        self._changes = []  # of names, not yet durable: (path, file or None)
        self._begun = {}  # (thread, path): what a sync under way covers
        self.acknowledged = []

    def follow(self, event):
        match event.kind:
            case Kind.ACKNOWLEDGE:
                self.acknowledged.append(event.data.decode())
            case Kind.CREATE:
                self._name(event.path, File())
            case Kind.UNLINK:
                self._name(event.path, None)
            case Kind.RENAME:
                self._name(event.data.decode(), self._names[event.path])
                self._name(event.path, None)
            case Kind.WRITE | Kind.TRUNCATE:
                self._names[event.path].pending.append(event)
            case Kind.SYNC_BEGIN:
                self._begun[event.thread, event.path] = self._covered(event.path)
            case Kind.SYNC_END:
                self._end_sync(event)

    def _name(self, path, file):
        if file is None:
            self._names.pop(path, None)
        else:
            self._names[path] = file
        self._changes.append((path, file))

    def _covered(self, path):
        file = self._names.get(path)
        return (file, len(file.pending)) if file else (None, len(self._changes))

    def _end_sync(self, event):
        file, count = self._begun.pop((event.thread, event.path))
        if self._forget(event.path):
            return
        if file:
            file.sync(count)
            return
        for path, each in self._changes[:count]:
            self._change(self._durable_names, path, each)
        del self._changes[:count]

    @staticmethod
    def _change(names, path, file):
        if file is None:
            names.pop(path, None)
        else:
            names[path] = file

    def after_loss(self, rng):
        """The files there may be, by path."""
        share = rng.choice((0, 1, 0.5, 0.5))
        names = dict(self._durable_names)
        for path, file in self._changes[:cutoff(rng, len(self._changes), share) if share else 0]:
            self._change(names, path, file)
        return {path: file.after_loss(rng, share) for path, file in names.items()}
