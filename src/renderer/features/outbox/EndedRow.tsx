import { ChangeFrame } from './ChangeFrame.tsx'
import { Difference } from './Difference.tsx'
import type { LineProps } from './line-props.ts'
import { useStateWords } from './wait-words.ts'

/** A change that is over, and how it ended. */
export function EndedRow({ change, place, isPointedAt }: LineProps) {
  const words = useStateWords(change, place)
  return (
    <ChangeFrame change={change} place={place} isPointedAt={isPointedAt} state={words}>
      <Difference change={change} place={place} />
    </ChangeFrame>
  )
}
