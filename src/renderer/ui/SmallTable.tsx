import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import { BreakableText } from './BreakableText.tsx'

interface SmallTableProps {
  readonly label: string
  /** The first column names the line. */
  readonly heads: readonly string[]
  readonly lines: readonly { readonly id: string; readonly cells: readonly ReactNode[] }[]
  /** Px; further lines are scrolled to. */
  readonly maxHeight: number
}

/** A few lines side by side, scrolled within themselves. */
export function SmallTable({ label, heads, lines, maxHeight }: SmallTableProps) {
  return (
    <Box tabIndex={0} role="group" aria-label={label} sx={{ flex: 'none', overflow: 'auto', maxHeight }}>
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
          {lines.map(({ id, cells: [first, ...others] }) => (
            <tr key={id}>
              <th scope="row" dir="auto">
                {broken(first)}
              </th>
              {others.map((cell, index) => (
                <td key={heads[index + 1]} dir="auto">
                  {broken(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  )
}

const broken = (cell: ReactNode): ReactNode =>
  typeof cell === 'string' ? <BreakableText text={cell} /> : cell

const tableLook = {
  width: '100%',
  tableLayout: 'fixed',
  borderCollapse: 'collapse',
  fontSize: '0.8125rem',
  '& th, & td': {
    px: 1,
    py: 0.5,
    textAlign: 'start',
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
  '& tbody th': { fontWeight: 600, overflowWrap: 'break-word' },
  '& .empty': { color: 'text.secondary', fontStyle: 'italic' },
} as const
