/** Members by group, without an object per group. */
export type Groups = (group: number) => Uint32Array

/** Sorts members into groups by one pass that counts and one that places; pairs come in order of their member. */
export function createGroups(
  groupCount: number,
  pairs: Iterable<readonly [group: number, member: number]>,
): Groups {
  const groupsOf: number[] = []
  const members: number[] = []
  const starts = new Uint32Array(groupCount + 1)
  for (const [group, member] of pairs) {
    groupsOf.push(group)
    members.push(member)
    starts[group + 1] = (starts[group + 1] ?? 0) + 1
  }
  for (let group = 0; group < groupCount; group++) {
    starts[group + 1] = (starts[group + 1] ?? 0) + (starts[group] ?? 0)
  }
  const free = starts.slice()
  const placed = new Uint32Array(members.length)
  for (const [at, member] of members.entries()) {
    const group = groupsOf[at] ?? 0
    const place = free[group] ?? 0
    placed[place] = member
    free[group] = place + 1
  }
  return (group) =>
    group >= groupCount ? placed.subarray(0, 0) : placed.subarray(starts[group], starts[group + 1])
}
