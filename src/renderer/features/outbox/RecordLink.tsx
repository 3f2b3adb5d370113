import Link from '@mui/material/Link'
import { createLink } from '@tanstack/react-router'
import type { ItemKey } from '../../../shared/model/item.ts'
import { useNameWords } from './use-name-words.ts'

const RouterLink = createLink(Link)

interface RecordLinkProps {
  /** Null where the record is gone, so that there is nothing to open. */
  readonly recordKey: ItemKey | null
  readonly name: string | null
}

/** A record's name, which opens it in the list. */
export function RecordLink({ recordKey, name }: RecordLinkProps) {
  const words = useNameWords()(name)
  if (recordKey === null) return <bdi>{words}</bdi>
  return (
    <RouterLink to="/items" search={{ selected: recordKey }} sx={{ overflowWrap: 'anywhere' }}>
      <bdi>{words}</bdi>
    </RouterLink>
  )
}
