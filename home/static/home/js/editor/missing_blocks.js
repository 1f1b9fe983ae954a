/**
 * Plan where the blocks that only the source has go in the target, whose own blocks are neither moved nor changed.
 *
 * Each goes behind the nearest block before it that both have, else in front of the next one that both have, else to the end.
 * Takes the ids of both; returns, in the order in which to insert, the index in the source and the index in the growing target.
 */
export function planMissing(source, target) {
  const grown = [...target];
  const plan = [];
  source.forEach((id, from) => {
    if (!id || grown.includes(id)) return;
    const before = source.slice(0, from).findLast((other) => grown.includes(other));
    const after = source.slice(from).find((other) => grown.includes(other));
    let to = grown.length;
    if (before) to = grown.indexOf(before) + 1;
    else if (after) to = grown.indexOf(after);
    grown.splice(to, 0, id);
    plan.push({ from, to });
  });
  return plan;
}
