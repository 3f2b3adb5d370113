import Box from '@mui/material/Box'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import type { Json } from '../record-properties.ts'
import { CopyAction } from './CopyAction.tsx'
import { JsonFind } from './JsonFind.tsx'
import { jsonLook } from './json-look.ts'
import {
  copyOf,
  finding,
  type JsonPath,
  type JsonRow,
  mostHits,
  pathsWith,
  pathText,
  unfoldedAtFirst,
  unfoldedTo,
  valueAt,
} from './json-rows.ts'
import { JsonTree } from './JsonTree.tsx'
import { stretchesOf } from './raw-blocks.ts'
import { RawJson } from './RawJson.tsx'

/** How records are looked at; it stays from one record to the next. */
export interface JsonLooking {
  readonly form: 'tree' | 'raw'
  /** What is looked for. */
  readonly text: string
}

interface RecordJsonProps {
  readonly record: Json
  readonly looking: JsonLooking
  readonly onLook: (looking: JsonLooking) => void
}

/** The provider's record, untouched: as a tree or as text, to look through and to copy from. */
export function RecordJson({ record, looking, onLook }: RecordJsonProps) {
  const { form, text } = looking
  const { t } = useTranslation('detail')
  const raw = useMemo(() => JSON.stringify(record, null, 2), [record])
  const isTree = form === 'tree' && typeof record === 'object' && record !== null
  const [unfolded, setUnfolded] = useState(() => unfoldedAtFirst(record))
  const [active, setActive] = useState<Pick<JsonRow, 'id' | 'path'> | null>(null)
  const [place, setPlace] = useState(0)
  // Typing goes on while a long record is looked through.
  const wantedText = useDeferredValue(text)
  const wanted = useMemo(() => finding(wantedText), [wantedText])
  const paths = useMemo(
    () => (wanted === null || !isTree ? [] : pathsWith(record, wanted)),
    [record, wanted, isTree],
  )
  const hits = useMemo(
    () => (wanted === null || isTree ? [] : stretchesOf(raw, wanted, mostHits)),
    [raw, wanted, isTree],
  )
  const count = isTree ? paths.length : hits.length
  const current = Math.min(place, Math.max(0, count - 1))
  const currentPath = paths[current]
  const [revealed, setRevealed] = useState<JsonPath | undefined>(undefined)
  // What is found is shown, wherever it lies, once: the user may close it again.
  if (currentPath !== revealed) {
    setRevealed(currentPath)
    if (currentPath !== undefined) setUnfolded(unfoldedTo(record, unfolded, currentPath))
  }
  const found = currentPath === undefined ? null : { id: pathText(currentPath), path: currentPath }
  const chosen = active ?? found
  const chosenPath = pathText(chosen?.path ?? [])

  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1, p: 2 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 1 }}>
        <ToggleButtonGroup
          exclusive
          size="small"
          value={form}
          aria-label={t('json.view')}
          onChange={(_event, chosenForm: JsonLooking['form'] | null) => {
            if (chosenForm !== null) onLook({ form: chosenForm, text })
          }}
        >
          <ToggleButton value="tree">{t('json.tree')}</ToggleButton>
          <ToggleButton value="raw">{t('json.raw')}</ToggleButton>
        </ToggleButtonGroup>
        <CopyButton value={raw} what={t('json.copyAll')} />
      </Box>
      <JsonFind
        text={text}
        onText={(next) => {
          onLook({ form, text: next })
          setPlace(0)
          setActive(null)
        }}
        count={count}
        current={current}
        onStep={(by) => {
          setActive(null)
          setPlace((current + by + count) % count)
        }}
      />
      {isTree && (
        <Box sx={{ display: 'flex', alignItems: 'center', minHeight: 30 }}>
          <Typography variant="caption" title={chosenPath} dir="ltr" sx={pathLook}>
            {chosenPath === '' ? t('json.noneChosen') : <bdi dir="ltr">{chosenPath}</bdi>}
          </Typography>
          {chosen !== null && chosenPath !== '' && (
            <Box key={chosenPath} sx={{ flex: 'none' }}>
              <CopyAction label={t('json.copyPath')} valueOf={() => chosenPath} />
              <CopyAction label={t('json.copyValue')} valueOf={() => copyOf(valueAt(record, chosen.path))} />
            </Box>
          )}
        </Box>
      )}
      <Box sx={jsonLook}>
        {isTree ? (
          <JsonTree
            record={record}
            unfolded={unfolded}
            onUnfold={setUnfolded}
            activeId={chosen?.id ?? null}
            onActivate={setActive}
            wanted={wanted}
            currentId={found?.id ?? null}
          />
        ) : (
          <RawJson text={raw} hits={hits} current={current} />
        )}
      </Box>
    </Box>
  )
}

const pathLook = {
  flex: 1,
  minWidth: 0,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  color: 'text.secondary',
} as const
