import { useTranslation } from 'react-i18next'
import { typeIcons } from '../features/items/type-icons.tsx'
import { MarkedText } from '../ui/MarkedText.tsx'
import type { PaletteGroup, PaletteRow } from './palette-row.ts'

interface PaletteListProps {
  /** Of the list, and the beginning of its lines' ids. */
  readonly id: string
  readonly rows: readonly PaletteRow[]
  /** The line that Enter is about; null where there is none. */
  readonly chosen: PaletteRow | null
  /** What matches is marked. */
  readonly search: string
  /** The records are those of the search before. */
  readonly isBusy: boolean
  readonly onPoint: (id: string) => void
  readonly onChoose: (row: PaletteRow) => void
}

/** The id of a line's element. Keys of records may hold anything; an id may not hold spaces. */
export const optionId = (listId: string, id: string): string => `${listId}-${encodeURIComponent(id)}`

/** The lines of the palette by their groups. */
export function PaletteList({ id, rows, chosen, search, isBusy, onPoint, onChoose }: PaletteListProps) {
  const { t } = useTranslation('palette')
  return (
    <div role="listbox" id={id} aria-label={t('results')} aria-busy={isBusy} className="list">
      {groupsOf(rows).map(({ group, lines }) => (
        <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
          <div id={`${id}-${group}`} role="presentation" className="heading">
            {t(`group.${group}`)}
          </div>
          {lines.map((row) => (
            // The field has the keyboard, and answers for every line.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key={row.id}
              id={optionId(id, row.id)}
              role="option"
              aria-selected={row === chosen}
              aria-disabled={row.off !== null}
              tabIndex={-1}
              className="line"
              onMouseMove={() => {
                if (row !== chosen) onPoint(row.id)
              }}
              // The keyboard stays in the field.
              onMouseDown={(event) => {
                event.preventDefault()
              }}
              onClick={() => {
                onChoose(row)
              }}
            >
              <Line row={row} search={search} />
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}

/** What it is, its keys, and why it is off. */
function Line({ row, search }: { readonly row: PaletteRow; readonly search: string }) {
  const { group, label, detail, type, keys, off } = row
  // The line that asks a provider repeats what was typed: no match of anything.
  const marks = group === 'provider' && type === null ? '' : search
  return (
    <>
      {type !== null && typeIcons[type]}
      <span className="words">
        <span className="label" title={label}>
          <MarkedText text={label} search={marks} />
        </span>{' '}
        {detail !== '' && (
          <span className="detail" title={detail}>
            <MarkedText text={detail} search={type === null ? '' : marks} />
          </span>
        )}
        {off !== null && <span className="detail">{off}</span>}
      </span>{' '}
      {keys !== null && <kbd>{keys}</kbd>}
    </>
  )
}

interface Lines {
  readonly group: PaletteGroup
  readonly lines: readonly PaletteRow[]
}

/** Lines by their group, in the order of the first of each. */
const groupsOf = (rows: readonly PaletteRow[]): readonly Lines[] =>
  [...new Set(rows.map(({ group }) => group))].map((group) => ({
    group,
    lines: rows.filter((row) => row.group === group),
  }))
