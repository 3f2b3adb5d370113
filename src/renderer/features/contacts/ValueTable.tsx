import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'

interface ValueTableProps {
  readonly label: string
  /** The first column names the field. */
  readonly heads: readonly string[]
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[]
}

/** Values of fields side by side. An empty one is said to be. */
export function ValueTable({ label, heads, rows }: ValueTableProps) {
  const { t } = useTranslation('contacts')
  return (
    <Box tabIndex={0} role="group" aria-label={label} sx={{ overflow: 'auto', maxHeight: 360 }}>
      <Box component="table" aria-label={label} sx={tableLook}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, cells: [first, ...others] }) => (
            <tr key={name}>
              <th scope="row" dir="auto">
                {first}
              </th>
              {others.map((cell, index) => (
                <td key={heads[index + 1]} dir="auto">
                  {cell === '' ? <span className="empty">{t('notSet')}</span> : cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  )
}

const tableLook = {
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: '0.8125rem',
  '& th, & td': {
    px: 1,
    py: 0.75,
    textAlign: 'left',
    verticalAlign: 'top',
    borderBottom: 1,
    borderColor: 'divider',
    overflowWrap: 'anywhere',
  },
  '& thead th': {
    color: 'text.secondary',
    fontWeight: 600,
    position: 'sticky',
    top: 0,
    bgcolor: 'background.paper',
  },
  '& tbody th': { minWidth: 88, fontWeight: 600, overflowWrap: 'break-word' },
  '& .empty': { color: 'text.secondary', fontStyle: 'italic' },
} as const
