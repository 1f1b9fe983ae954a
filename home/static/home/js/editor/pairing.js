const APART = "apart-";

/**
 * Plan which blocks without a pair belong together: those of one kind at the same place, between the same pairs, in their order.
 *
 * Takes the `{id, type}` of both languages' blocks; returns their places. `home/bilingual/pairing.py` makes the same pairs of what
 * is stored.
 */
export function planPairs(left, right) {
  const free = (block, others) => block.id && !block.id.startsWith(APART) && !others.some(({ id }) => id === block.id);
  return gaps(left, right).flatMap(([gapLeft, gapRight]) =>
    inOneOrder(
      left,
      right,
      gapLeft.filter((place) => free(left[place], right)),
      gapRight.filter((place) => free(right[place], left)),
    ),
  );
}

/** Make an id for a block that pairs with nothing by itself. */
export function apartId() {
  return APART + crypto.randomUUID();
}

function gaps(left, right) {
  const found = [];
  let [startLeft, startRight] = [0, 0];
  left.forEach(({ id }, place) => {
    const other = id ? right.findIndex((block) => block.id === id) : -1;
    if (other < startRight) return;
    found.push([range(startLeft, place), range(startRight, other)]);
    [startLeft, startRight] = [place + 1, other + 1];
  });
  return [...found, [range(startLeft, left.length), range(startRight, right.length)]];
}

/** Pair as many blocks of one kind as their order allows, the first ones first. */
function inOneOrder(left, right, freeLeft, freeRight) {
  const isSame = (i, j) => left[freeLeft[i]].type === right[freeRight[j]].type;
  const lengths = Array.from({ length: freeLeft.length + 1 }, () => new Array(freeRight.length + 1).fill(0));
  for (let i = freeLeft.length - 1; i >= 0; i -= 1) {
    for (let j = freeRight.length - 1; j >= 0; j -= 1) {
      lengths[i][j] = isSame(i, j) ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const pairs = [];
  for (let i = 0, j = 0; i < freeLeft.length && j < freeRight.length; ) {
    if (isSame(i, j)) {
      pairs.push([freeLeft[i], freeRight[j]]);
      i += 1;
      j += 1;
    } else if (lengths[i + 1][j] >= lengths[i][j + 1]) i += 1;
    else j += 1;
  }
  return pairs;
}

const range = (start, end) => Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
