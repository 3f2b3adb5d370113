import { race } from '../../tests/support/redis/race.ts'

/** Twenty processes on one expired grant, stopped and killed at random: `rounds` times. */
export async function runRaces({ firstSeed, rounds }) {
  const devices = 20
  const bad = []
  let killed = 0
  let stopped = 0
  const isGood = (round) => !round.isBurnt && round.goOn === devices
  const done = await race({
    devices,
    rounds,
    seed: firstSeed,
    isHostile: true,
    onRound(round) {
      killed += round.killed
      stopped += round.stopped
      if (!isGood(round)) bad.push(round)
      process.stdout.write(isGood(round) ? '.' : 'F')
    },
  })
  process.stdout.write('\n')
  for (const round of bad) console.log(JSON.stringify(round))
  const says =
    `redis: ${done.length} rounds of ${devices} devices, seed ${firstSeed}: ${bad.length} failed; ` +
    `${killed} processes killed, ${stopped} stopped`
  return { failed: bad.length, says }
}
