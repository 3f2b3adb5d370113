import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormControlLabel from '@mui/material/FormControlLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isBypassRule, isProxyAddress, type ProxySetting } from '../../../../shared/model/network.ts'
import { problemOf } from '../../../api/client.ts'
import { useSetProxy } from '../../../api/use-network.ts'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { told } from '../../../copy/told.ts'
import { notify } from '../../../ui/notify.ts'

const modes = ['system', 'none', 'own'] as const

const rulesIn = (text: string): string[] => text.split(/[\s,;]+/).filter((rule) => rule !== '')

/** How calls leave this computer. Nothing holds before it is saved. */
export function ProxyForm({ saved }: { readonly saved: ProxySetting }) {
  const { t } = useTranslation('network')
  const save = useSetProxy()
  const [mode, setMode] = useState(saved.mode)
  const [address, setAddress] = useState(saved.mode === 'own' ? saved.address : '')
  const [bypass, setBypass] = useState(saved.mode === 'own' ? saved.bypass.join('\n') : '')
  const [isTried, setIsTried] = useState(false)
  const rules = rulesIn(bypass)
  const isOwn = mode === 'own'
  const isAddressWrong = isOwn && isTried && !isProxyAddress(address.trim())
  const wrongRule = isOwn && isTried ? rules.find((rule) => !isBypassRule(rule)) : undefined
  const proxy: ProxySetting = isOwn ? { mode, address: address.trim(), bypass: rules } : { mode }
  const isChanged = JSON.stringify(proxy) !== JSON.stringify(saved)

  const submit = (): void => {
    setIsTried(true)
    if (isOwn && (!isProxyAddress(address.trim()) || !rules.every(isBypassRule))) return
    save.mutate(proxy, {
      onSuccess: () => {
        notify({ tone: 'success', title: told('network:proxy.saved') })
      },
    })
  }
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}
    >
      <RadioGroup
        aria-label={t('proxy.title')}
        value={mode}
        onChange={(_event, chosen) => {
          const known = modes.find((one) => one === chosen)
          if (known !== undefined) setMode(known)
        }}
      >
        {modes.map((one) => (
          <FormControlLabel
            key={one}
            value={one}
            control={<Radio size="small" />}
            label={t(`proxy.mode.${one}`)}
          />
        ))}
      </RadioGroup>
      {isOwn && (
        <>
          <TextField
            label={t('proxy.address')}
            value={address}
            required
            error={isAddressWrong}
            helperText={t(isAddressWrong ? 'proxy.addressWrong' : 'proxy.addressHint')}
            onChange={(event) => {
              setAddress(event.target.value)
            }}
            slotProps={{ htmlInput: { dir: 'ltr', spellCheck: false } }}
          />
          <TextField
            label={t('proxy.bypass')}
            value={bypass}
            multiline
            minRows={2}
            error={wrongRule !== undefined}
            helperText={
              wrongRule === undefined ? t('proxy.bypassHint') : t('proxy.bypassWrong', { rule: wrongRule })
            }
            onChange={(event) => {
              setBypass(event.target.value)
            }}
            slotProps={{ htmlInput: { dir: 'ltr', spellCheck: false } }}
          />
        </>
      )}
      {save.error !== null && <ErrorNotice {...problemOf(save.error)} />}
      <Box>
        <Button type="submit" variant="contained" disabled={!isChanged} loading={save.isPending}>
          {t('proxy.save')}
        </Button>
      </Box>
    </Box>
  )
}
