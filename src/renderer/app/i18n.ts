import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { platform } from '../api/client.ts'
import { isolated } from '../copy/isolated.ts'
import { resources } from '../copy/resources.ts'
import { keyWords } from '../ui/key-words.ts'

/**
 * Namespaces are one JSON file each. Markup is escaped by React, not here: what is set apart here are values that
 * could turn a sentence around, but for those written as `{{- value}}`, which are meant to be copied.
 */
void i18next.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources,
  defaultNS: 'app',
  initAsync: false,
  interpolation: { escape: isolated },
  saveMissing: true,
  // A missing text is a defect: the tour fails on anything that reaches the console as an error.
  missingKeyHandler: (_languages, namespace, key) => {
    console.error(`missing text ${namespace}:${key}`)
  },
  missingInterpolationHandler: (text: string, match: RegExpExecArray) => {
    console.error(`missing value ${match[0]} in "${text}"`)
    return ''
  },
})

// `{{keys, keyWords}}`: what is kept of keys is which they are, and not what they were called.
i18next.services.formatter?.add('keyWords', (keys: unknown) => keyWords(String(keys), platform()))

export { i18next }
