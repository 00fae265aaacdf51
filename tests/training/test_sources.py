"""Data: what is read is what is in the files, and damaged files are refused in one line that says how."""

from __future__ import annotations

import gzip
import struct

import numpy as np
import pytest

from pyjuliann.errors import TrainingError
from pyjuliann.training import sources
from pyjuliann.training.sources import load_data


def test_digits_are_those_of_scikit_learn_in_another_order():
    from sklearn.datasets import load_digits

    pixels, labels = load_digits(return_X_y=True)
    data = load_data("digits")
    assert data.train.shape == (1437, 8, 8, 1)
    assert data.test.shape == (360, 8, 8, 1)
    ours = {(bytes(x.astype(np.uint8).tobytes()), int(label)) for x, label in zip(pixels, labels, strict=True)}
    seen = [
        (x.tobytes(), int(label))
        for part, these in ((data.train, data.train_labels), (data.test, data.test_labels))
        for x, label in zip(part, these, strict=True)
    ]
    assert len(seen) == 1797
    assert set(seen) == ours
    assert sorted(np.bincount(data.test_labels)) > [20] * 10


def test_the_split_is_the_same_every_time():
    assert load_data("digits").fingerprint() == load_data("digits").fingerprint()
    assert load_data("random:30x4").fingerprint() == load_data("random:30x4").fingerprint()
    assert load_data("random:30x4").fingerprint() != load_data("random:31x4").fingerprint()


def test_digits_without_the_file_come_from_scikit_learn_itself(monkeypatch):
    data = load_data("digits")
    monkeypatch.setattr(sources, "find_spec", lambda _: None)
    assert load_data("digits").fingerprint() == data.fingerprint()


def test_without_scikit_learn_one_line_says_which_extra(monkeypatch):
    monkeypatch.setattr("pyjuliann.training.errors.find_spec", lambda _: None)
    with pytest.raises(TrainingError, match=r"digits needs scikit-learn: pip install 'pyjuliann\[train\]'"):
        load_data("digits")


def test_samples_go_into_networks_as_rows_or_as_images():
    data = load_data("random:60x9")
    assert data.image_size == (3, 3, 1)
    rows, images = (data.scaled("train", images, np.dtype("float32")) for images in (False, True))
    assert rows.shape == (50, 9)
    assert images.shape == (3, 3, 1, 50)
    assert rows.dtype == images.dtype == np.float32
    assert np.array_equal(rows[7].reshape(3, 3, 1), images[..., 7])
    assert load_data("random:60x10").image_size is None


@pytest.mark.parametrize(
    "name",
    ["digit", "", "random", "random:0x4", "random:5", "random:5x-1", "mnist", "mnist:", "digits:x", "random:5xx5"],
)
def test_an_unknown_name_is_refused_with_what_is_valid(name):
    with pytest.raises(TrainingError) as error:
        load_data(name)
    assert "digits, mnist:FOLDER, cifar10:FOLDER or random:ROWSxFEATURES" in str(error.value)
    assert repr(name) in str(error.value)


def test_one_row_is_too_few():
    with pytest.raises(TrainingError, match="2 rows or more"):
        load_data("random:1x4")


@pytest.mark.parametrize("source", ["mnist", "cifar10"])
def test_a_folder_that_is_not_there(source, tmp_path):
    with pytest.raises(TrainingError, match="there is no folder"):
        load_data(f"{source}:{tmp_path / 'none'}")


# ---------------------------------------------------------------- MNIST

RNG = np.random.default_rng(0)
IMAGES = {"train": RNG.integers(0, 256, (6, 5, 4), np.uint8), "t10k": RNG.integers(0, 256, (3, 5, 4), np.uint8)}
LABELS = {"train": np.array([0, 9, 2, 3, 4, 5], np.uint8), "t10k": np.array([1, 2, 9], np.uint8)}


def idx(array, magic=None):
    head = struct.pack(f">{array.ndim + 1}I", magic or 0x800 + array.ndim, *array.shape)
    return head + array.tobytes()


@pytest.fixture
def mnist(tmp_path):
    for part in ("train", "t10k"):
        (tmp_path / f"{part}-images-idx3-ubyte").write_bytes(idx(IMAGES[part]))
        (tmp_path / f"{part}-labels-idx1-ubyte").write_bytes(idx(LABELS[part]))
    return tmp_path


def refused(folder, source="mnist"):
    with pytest.raises(TrainingError) as error:
        load_data(f"{source}:{folder}")
    assert len(str(error.value).splitlines()) == 1
    return str(error.value)


def test_mnist_is_read_as_it_was_written(mnist):
    data = load_data(f"mnist:{mnist}")
    assert np.array_equal(data.train[..., 0], IMAGES["train"])
    assert np.array_equal(data.test[..., 0], IMAGES["t10k"])
    assert data.train_labels.tolist() == LABELS["train"].tolist()
    assert data.scaled("train", False, np.dtype("float64")).max() <= 1


def test_mnist_may_be_compressed_and_named_with_a_dot(mnist):
    plain = load_data(f"mnist:{mnist}").fingerprint()
    for file in list(mnist.iterdir()):
        (mnist / f"{file.name.replace('-idx', '.idx')}.gz").write_bytes(gzip.compress(file.read_bytes()))
        file.unlink()
    assert load_data(f"mnist:{mnist}").fingerprint() == plain


def test_a_missing_file_is_named(mnist):
    (mnist / "t10k-labels-idx1-ubyte").unlink()
    assert "t10k-labels-idx1-ubyte or t10k-labels-idx1-ubyte.gz; neither is there" in refused(mnist)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda b: b[:-1], "is cut off: 6x5x4 bytes of images and a head of 16 make 136; got 135"),
        (lambda b: b + b"\0", "has bytes left over"),
        (lambda b: b[:9], "in the middle of the sizes"),
        (lambda b: b"", "got nothing"),
        (lambda b: b"\x1f\x8b" + b[2:], "starting with 00 00 08; got 1f 8b 08 03"),
        (lambda b: b[:2] + b"\x0d" + b[3:], "got 00 00 0d 03"),
        (lambda b: b[:3] + b"\x02" + b[4:], "got 2 dimensions"),
        (lambda b: b[:4] + b"\0\0\0\0" + b[8:], "got none"),
    ],
)
def test_damaged_images(mnist, damage, words):
    file = mnist / "train-images-idx3-ubyte"
    file.write_bytes(damage(file.read_bytes()))
    message = refused(mnist)
    assert words in message
    assert str(file) in message


def test_swapped_files_are_noticed(mnist):
    images, labels = mnist / "train-images-idx3-ubyte", mnist / "train-labels-idx1-ubyte"
    content = images.read_bytes()
    images.write_bytes(labels.read_bytes())
    labels.write_bytes(content)
    assert "expected images, an IDX file of 3 dimensions; got the labels" in refused(mnist)


def test_labels_of_the_other_part(mnist):
    (mnist / "train-labels-idx1-ubyte").write_bytes(idx(LABELS["t10k"]))
    assert "has 3 labels, and train-images-idx3-ubyte beside it 6 images" in refused(mnist)


def test_labels_that_are_none(mnist):
    (mnist / "train-labels-idx1-ubyte").write_bytes(idx(LABELS["train"] + 5))
    assert "expected labels from 0 to 9; got 14" in refused(mnist)


def test_images_of_two_sizes(mnist):
    (mnist / "t10k-images-idx3-ubyte").write_bytes(idx(IMAGES["t10k"][:, :4]))
    assert "got 5x4 and 4x4" in refused(mnist)


@pytest.mark.parametrize("damage", [lambda b: b[:-9], lambda b: b"nothing", lambda b: b[:20] + b"xxxx" + b[24:]])
def test_a_damaged_archive(mnist, damage):
    plain = mnist / "train-images-idx3-ubyte"
    packed = mnist / "train-images-idx3-ubyte.gz"
    packed.write_bytes(damage(gzip.compress(plain.read_bytes())))
    plain.unlink()
    assert f"{packed} cannot be unpacked" in refused(mnist)


# ---------------------------------------------------------------- CIFAR-10

BATCHES = [*(f"data_batch_{number}.bin" for number in range(1, 6)), "test_batch.bin"]


@pytest.fixture
def cifar(tmp_path):
    for name in BATCHES:
        records = RNG.integers(0, 256, (4, 3073), np.uint8)
        records[:, 0] %= 10
        (tmp_path / name).write_bytes(records.tobytes())
    return tmp_path


def test_cifar_is_read_colour_by_colour(cifar):
    data = load_data(f"cifar10:{cifar}")
    assert data.train.shape == (20, 32, 32, 3)
    assert data.test.shape == (4, 32, 32, 3)
    record = (cifar / "data_batch_2.bin").read_bytes()[3073 : 2 * 3073]
    assert data.train_labels[5] == record[0]
    assert data.train[5, 3, 7].tolist() == [record[1 + colour * 1024 + 3 * 32 + 7] for colour in range(3)]


def test_cifar_may_lie_in_the_folder_it_comes_in(cifar):
    plain = load_data(f"cifar10:{cifar}").fingerprint()
    inner = cifar / "cifar-10-batches-bin"
    inner.mkdir()
    for name in BATCHES:
        (cifar / name).rename(inner / name)
    assert load_data(f"cifar10:{cifar}").fingerprint() == plain


@pytest.mark.parametrize(
    ("name", "damage", "words"),
    [
        ("data_batch_3.bin", lambda b: b[:-1], "3 records and 3072 bytes"),
        ("data_batch_3.bin", lambda b: b[: 3 * 3073], "data_batch_3.bin 3"),
        ("test_batch.bin", lambda b: b"", "got 0 bytes"),
        ("test_batch.bin", lambda b: b + b"\0", "4 records and 1 bytes"),
        ("data_batch_1.bin", lambda b: b[:3073] + b"\x0a" + b[3074:], "got 10 in record 2"),
    ],
)
def test_damaged_batches(cifar, name, damage, words):
    file = cifar / name
    file.write_bytes(damage(file.read_bytes()))
    assert words in refused(cifar, "cifar10")


def test_a_missing_batch_is_named(cifar):
    (cifar / "data_batch_5.bin").unlink()
    assert "data_batch_5.bin is not there" in refused(cifar, "cifar10")
