import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { DuplicateMember, Duplicates } from '../../../../shared/model/duplicates.ts'
import type { ListField } from '../../../../shared/model/list-field.ts'
import { BreakableText } from '../../../ui/BreakableText.tsx'
import { formatList } from '../../../ui/format.ts'
import { RouterLink } from '../list-links.ts'
import { compareMembers } from './member-values.ts'

interface MembersTableProps {
  readonly members: readonly DuplicateMember[]
  readonly shown: Pick<Duplicates, 'columns' | 'compared'>
  readonly fields: readonly ListField[]
  /** The id of the heading that names it. */
  readonly labelledBy: string
  /** Null where nobody may delete them. */
  readonly onDelete: ((row: DuplicateMember['row']) => void) | null
}

/** Contacts side by side, with the fields in which they differ. */
export function MembersTable({ members, shown, fields, labelledBy, onDelete }: MembersTableProps) {
  const { t } = useTranslation('insights')
  const { differing, alike } = compareMembers(members, shown, fields, {
    ...{ yes: t('duplicates.yes'), no: t('duplicates.no') },
    labelOf: (id) =>
      id in ownLabels ? t(`duplicates.field.${ownLabels[id as keyof typeof ownLabels]}`) : id,
  })
  const nameOf = ({ row }: DuplicateMember): string =>
    row.name.trim() === '' ? t('duplicates.unnamed') : row.name
  return (
    <>
      <Box tabIndex={0} role="group" aria-labelledby={labelledBy} sx={{ overflowX: 'auto' }}>
        <Box component="table" aria-labelledby={labelledBy} sx={tableLook}>
          <thead>
            <tr>
              <td />
              {members.map((member) => (
                <th key={member.row.key} scope="col">
                  <RouterLink to="/items" search={{ type: 'contact', selected: member.row.key }}>
                    <bdi>{nameOf(member)}</bdi>
                  </RouterLink>
                  <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>
                    {formatList(member.reasons.map((reason) => t(`duplicates.shares.${reason}`)))}
                  </Typography>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {differing.map(({ id, label, values }) => (
              <tr key={id}>
                <th scope="row" dir="auto">
                  {label}
                </th>
                {values.map((value, n) => (
                  <td key={members[n]?.row.key} dir="auto" className={value === '' ? 'empty' : ''}>
                    {value === '' ? t('duplicates.notSet') : <BreakableText text={value} />}
                  </td>
                ))}
              </tr>
            ))}
            {onDelete !== null && (
              <tr>
                <td />
                {members.map((member) => (
                  <td key={member.row.key}>
                    <Button
                      size="small"
                      color="error"
                      aria-label={t('duplicates.deleteOf', { name: nameOf(member) })}
                      onClick={() => {
                        onDelete(member.row)
                      }}
                      sx={{ ml: -1 }}
                    >
                      {t('duplicates.delete')}
                    </Button>
                  </td>
                ))}
              </tr>
            )}
          </tbody>
        </Box>
      </Box>
      {alike.length > 0 && (
        <Typography variant="body2" sx={{ color: 'text.secondary', mt: 1, overflowWrap: 'anywhere' }}>
          {t('duplicates.alike', { fields: formatList(alike) })}
        </Typography>
      )}
    </>
  )
}

/** Fields of every item have no name of the service's. */
const ownLabels = {
  email: 'email',
  phone: 'phone',
  organisation: 'organisation',
  created: 'created',
  modified: 'modified',
} as const

const tableLook = {
  borderCollapse: 'collapse',
  fontSize: '0.8125rem',
  '& th, & td': {
    px: 1.5,
    py: 0.75,
    textAlign: 'start',
    verticalAlign: 'top',
    borderBottom: 1,
    borderColor: 'divider',
    overflowWrap: 'anywhere',
    width: 240,
    minWidth: 160,
  },
  '& tr > :first-child': { paddingInlineStart: 0, minWidth: 120, width: 160 },
  '& tbody th': { fontWeight: 400, color: 'text.secondary' },
  '& tbody tr:last-of-type > *': { borderBottom: 0 },
  '& .empty': { color: 'text.secondary', fontStyle: 'italic' },
} as const
