import { Command } from 'cmdk'
import { typeIcons } from '../features/items/type-icons.tsx'
import { MarkedText } from '../ui/MarkedText.tsx'
import type { PaletteRow } from './palette-row.ts'

interface PaletteLineProps {
  readonly row: PaletteRow
  readonly search: string
  readonly onChoose: () => void
}

/** One line of the palette: what it is, its keys, and why it is off. */
export function PaletteLine({ row, search, onChoose }: PaletteLineProps) {
  const { id, label, detail, type, keys, off } = row
  return (
    <Command.Item value={id} onSelect={onChoose} data-off={off === null ? undefined : ''}>
      {type !== null && typeIcons[type]}
      <span className="words">
        <span className="label" title={label}>
          {row.group === 'provider' && type === null ? label : <MarkedText text={label} search={search} />}
        </span>
        {detail !== '' && (
          <span className="detail" title={detail}>
            <MarkedText text={detail} search={type === null ? '' : search} />
          </span>
        )}
        {off !== null && <span className="detail">{off}</span>}
      </span>
      {keys !== null && <kbd>{keys}</kbd>}
    </Command.Item>
  )
}
