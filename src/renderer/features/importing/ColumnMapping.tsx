import Autocomplete, { createFilterOptions } from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormField } from '../../../shared/model/contact.ts'
import type { ImportFile, ImportOptions } from '../../../shared/model/import.ts'
import { isolated } from '../../copy/isolated.ts'

interface ColumnMappingProps {
  readonly file: ImportFile
  readonly fields: readonly FormField[]
  readonly mapping: ImportOptions['mapping']
  readonly isLocked: boolean
  readonly onChange: (mapping: ImportOptions['mapping']) => void
}

/** So many of those that match are drawn. */
const filterOptions = createFilterOptions<FormField>({
  limit: 200,
  stringify: ({ label, name }) => `${label} ${name}`,
})
/** Px; further columns are scrolled to. */
const maxHeight = 360

/** Every column of the file with what stands in it first, and the field that it fills. */
export function ColumnMapping({ file, fields, mapping, isLocked, onChange }: ColumnMappingProps) {
  const { t } = useTranslation('importing')
  const offered = useMemo(() => fields.filter(({ readOnly }) => readOnly === null), [fields])
  const byName = useMemo(() => new Map(offered.map((field) => [field.name, field])), [offered])
  /** A field is filled by one column: it is taken from the one that had it. */
  const fill = (column: number, name: string | null): void => {
    onChange(
      file.headers.map((_, n) => {
        if (n === column) return name
        const own = mapping[n] ?? null
        return own === name ? null : own
      }),
    )
  }
  return (
    // While the file is read nothing in it can be chosen, and the keyboard scrolls it all the same.
    <Box tabIndex={0} role="group" aria-label={t('map.table')} sx={{ overflow: 'auto', maxHeight }}>
      <Box component="table" aria-label={t('map.table')} sx={tableLook}>
        <thead>
          <tr>
            <th scope="col">{t('map.column')}</th>
            <th scope="col">{t('map.sample')}</th>
            <th scope="col">{t('map.field')}</th>
          </tr>
        </thead>
        <tbody>
          {file.headers.map((header, column) => {
            const name = header.trim() === '' ? t('map.unnamed', { number: column + 1 }) : header
            return (
              // Nothing but its place tells one column from another.
              <tr key={column}>
                <th scope="row" dir="auto">
                  {name}
                </th>
                <td dir="auto">{file.samples.find((row) => (row[column] ?? '') !== '')?.[column] ?? ''}</td>
                <td>
                  <FieldChoice
                    label={t('map.fieldOf', { column: isolated(name) })}
                    fields={offered}
                    chosen={byName.get(mapping[column] ?? '') ?? null}
                    isLocked={isLocked}
                    onChoose={(field) => {
                      fill(column, field?.name ?? null)
                    }}
                  />
                </td>
              </tr>
            )
          })}
        </tbody>
      </Box>
    </Box>
  )
}

interface FieldChoiceProps {
  readonly label: string
  readonly fields: readonly FormField[]
  readonly chosen: FormField | null
  readonly isLocked: boolean
  readonly onChoose: (field: FormField | null) => void
}

function FieldChoice({ label, fields, chosen, isLocked, onChoose }: FieldChoiceProps) {
  const { t } = useTranslation('importing')
  return (
    <Autocomplete<FormField>
      size="small"
      options={fields}
      value={chosen}
      disabled={isLocked}
      autoHighlight
      filterOptions={filterOptions}
      getOptionLabel={(field) => field.label}
      isOptionEqualToValue={(one, other) => one.name === other.name}
      noOptionsText={t('map.none')}
      openText={t('map.show')}
      closeText={t('map.hide')}
      clearText={t('map.clear')}
      onChange={(_event, field) => {
        onChoose(field)
      }}
      renderOption={({ key: _key, ...props }, field) => (
        <li {...props} key={field.name}>
          <bdi>{field.label}</bdi>
          <Box component="bdi" sx={{ marginInlineStart: 1, color: 'text.secondary', fontSize: '0.75rem' }}>
            {field.name}
          </Box>
        </li>
      )}
      renderInput={(params) => (
        <TextField
          {...params}
          placeholder={t('map.leftOut')}
          slotProps={{
            ...params.slotProps,
            htmlInput: { ...params.slotProps.htmlInput, 'aria-label': label },
          }}
        />
      )}
    />
  )
}

const tableLook = {
  width: '100%',
  borderCollapse: 'collapse',
  '& th, & td': {
    textAlign: 'start',
    verticalAlign: 'middle',
    py: 0.5,
    paddingInlineEnd: 2,
    maxWidth: 280,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '& td:last-child': { minWidth: 240, overflow: 'visible' },
  '& thead th': { typography: 'body2', color: 'text.secondary' },
  '& tbody th': { fontWeight: 600 },
} as const
