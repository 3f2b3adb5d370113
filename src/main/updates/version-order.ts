/** `1.4.0`, `1.4.0-beta.2`; without build metadata, which orders nothing (semver.org 2.0.0, 10). */
const shape =
  /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(?:-((?:0|[1-9]\d{0,8}|\d*[A-Za-z-][\dA-Za-z-]*)(?:\.(?:0|[1-9]\d{0,8}|\d*[A-Za-z-][\dA-Za-z-]*))*))?$/

export interface Version {
  readonly numbers: readonly number[]
  /** What stands after the hyphen; empty for a version that is for everybody. */
  readonly before: readonly string[]
}

/** Null for what is no version by semver 2.0.0. */
export function parseVersion(text: string): Version | null {
  const found = text.length > 60 ? null : shape.exec(text)
  if (found === null) return null
  return { numbers: found.slice(1, 4).map(Number), before: found[4]?.split('.') ?? [] }
}

/** Positive where `one` is the newer one, 0 where they are the same; the precedence of semver 2.0.0, 11. */
export function compareVersions(one: Version, other: Version): number {
  for (const [index, number] of one.numbers.entries()) {
    const difference = number - (other.numbers[index] ?? 0)
    if (difference !== 0) return difference
  }
  // 1.4.0 comes after 1.4.0-beta.1.
  if (one.before.length === 0 || other.before.length === 0) return other.before.length - one.before.length
  for (const [index, part] of one.before.entries()) {
    const against = other.before[index]
    if (against === undefined) return 1
    const difference = compareParts(part, against)
    if (difference !== 0) return difference
  }
  return one.before.length - other.before.length
}

function compareParts(one: string, other: string): number {
  const isNumber = (part: string): boolean => /^\d+$/.test(part)
  if (isNumber(one) && isNumber(other)) return Number(one) - Number(other)
  if (isNumber(one)) return -1
  if (isNumber(other)) return 1
  if (one === other) return 0
  return one < other ? -1 : 1
}
