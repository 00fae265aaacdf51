import numpy as np
import pytest

from pyjuliann.files.entries import FileArray


@pytest.mark.parametrize(("order", "axis"), [("C", 0), ("F", 2)])
def test_blocks_are_all_of_an_array_along_its_cheap_dimension(order, axis):
    array = np.asarray(np.arange(60.0).reshape(3, 4, 5), order=order)
    entry = FileArray.of("x", array)
    assert (entry.axis, entry.size, entry.nbytes) == (axis, 60, 480)
    blocks = list(entry.blocks(2 * entry.nbytes // array.shape[axis]))
    assert [rows.stop - rows.start for rows, _ in blocks] == [2] * (array.shape[axis] // 2) + [1]
    np.testing.assert_array_equal(np.concatenate([block for _, block in blocks], axis=axis), array)


def test_a_block_has_one_row_however_small_the_budget():
    assert [block.tolist() for _, block in FileArray.of("", np.array([1, 2])).blocks(0)] == [[1], [2]]


def test_a_scalar_and_nothing():
    ((rows, block),) = FileArray.of("x", np.array(2.5)).blocks(100)
    assert (rows, block.shape, float(block)) == (slice(0, 1), (), 2.5)
    assert FileArray.of("x", np.array(2.5)).read().shape == ()
    assert list(FileArray.of("x", np.zeros((0, 3))).blocks(100)) == []


def test_missing_values_stay_missing():
    column = np.ma.masked_array([1.0, 2.0], [False, True])
    assert np.ma.is_masked(FileArray.of("x", column).read()[1])
