import { useTranslation } from 'react-i18next'
import { SmallTable } from '../../ui/SmallTable.tsx'

interface ValueTableProps {
  readonly label: string
  /** The first column names the field. */
  readonly heads: readonly string[]
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[]
}

/** Values of fields side by side. An empty one is said to be. */
export function ValueTable({ label, heads, rows }: ValueTableProps) {
  const { t } = useTranslation('contacts')
  const lines = rows.map(({ name, cells: [field = '', ...values] }) => ({
    id: name,
    cells: [
      field,
      ...values.map((value, index) =>
        value === '' ? (
          <span key={heads[index + 1]} className="empty">
            {t('notSet')}
          </span>
        ) : (
          value
        ),
      ),
    ],
  }))
  return <SmallTable label={label} heads={heads} lines={lines} maxHeight={360} />
}
