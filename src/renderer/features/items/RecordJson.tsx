import Box from '@mui/material/Box'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { JsonView } from 'react-json-view-lite'
import { CopyButton } from '../../ui/CopyButton.tsx'
import type { Json } from './record-properties.ts'

type Form = 'tree' | 'raw'

/** Open are the record and what lies directly in it. Outside of the component, or every draw would reset it. */
const isOpenAtFirst = (level: number): boolean => level < 2

/** The provider's record, untouched: as a tree, or as text to copy. */
export function RecordJson({ record }: { readonly record: Json }) {
  const { t } = useTranslation('items')
  const [form, setForm] = useState<Form>('tree')
  const raw = useMemo(() => JSON.stringify(record, null, 2), [record])
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.5, p: 2 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between' }}>
        <ToggleButtonGroup
          exclusive
          size="small"
          value={form}
          aria-label={t('json.view')}
          onChange={(_event, chosen: Form | null) => {
            if (chosen !== null) setForm(chosen)
          }}
        >
          <ToggleButton value="tree">{t('json.tree')}</ToggleButton>
          <ToggleButton value="raw">{t('json.raw')}</ToggleButton>
        </ToggleButtonGroup>
        <CopyButton value={raw} what={t('json.copyWhat')} />
      </Box>
      <Box sx={jsonLook}>
        {/* The tree takes objects and lists only; anything else has no inside to show. */}
        {form === 'tree' && typeof record === 'object' && record !== null ? (
          <JsonView
            data={record}
            aria-label={t('json.label')}
            shouldExpandNode={isOpenAtFirst}
            clickToExpandNode
            style={{
              ...classNames,
              ariaLables: { expandJson: t('json.expand'), collapseJson: t('json.collapse') },
            }}
          />
        ) : (
          <pre>{raw}</pre>
        )}
      </Box>
    </Box>
  )
}

// Our own classes instead of the viewer's style sheet: theme colours in both schemes, one file less.
const classNames = {
  container: 'tree',
  basicChildStyle: 'node',
  label: 'label',
  clickableLabel: 'label clickable',
  nullValue: 'faint',
  undefinedValue: 'faint',
  numberValue: 'number',
  stringValue: 'string',
  booleanValue: 'number',
  otherValue: 'string',
  punctuation: 'faint',
  expandIcon: 'toggle closed',
  collapseIcon: 'toggle',
  collapsedContent: 'more',
  childFieldsContainer: 'children',
  quotesForFieldNames: false,
  stringifyStringValues: true,
}

const jsonLook = {
  // A name or a value that turns text around turns itself alone.
  '& .label, & .string': { unicodeBidi: 'isolate' },
  fontFamily: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace',
  fontSize: '0.75rem',
  lineHeight: 1.6,
  overflowWrap: 'anywhere',
  '& pre': { m: 0, font: 'inherit', whiteSpace: 'pre-wrap' },
  '& .tree': { whiteSpace: 'pre-wrap' },
  '& .node': { position: 'relative', pl: '14px' },
  '& .children': { m: 0, p: 0, listStyle: 'none' },
  '& .label': { mr: '6px', color: 'text.primary', fontWeight: 600 },
  '& .clickable, & .toggle, & .more': { cursor: 'pointer' },
  '& .faint': { color: 'text.secondary' },
  '& .string': { color: 'success.main' },
  '& .number': { color: 'info.main' },
  '& .toggle': { position: 'absolute', left: 0, width: 14, color: 'text.secondary', userSelect: 'none' },
  '& .toggle::after': { content: '"▾"' },
  '& .toggle.closed::after': { content: '"▸"' },
  '& .more::after': { content: '"…"', color: 'text.secondary' },
} as const
