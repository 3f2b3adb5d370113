import js from '@eslint/js'
import jsxA11y from 'eslint-plugin-jsx-a11y'
import noUnsanitized from 'eslint-plugin-no-unsanitized'
import reactHooks from 'eslint-plugin-react-hooks'
import globals from 'globals'
import tseslint from 'typescript-eslint'

const banned = (entries) => ({ 'no-restricted-syntax': ['error', ...entries] })

const bannedInSource = [
  {
    selector: "MemberExpression[object.name='ipcMain'][property.name=/^(handle|on|handleOnce|once)$/]",
    message: 'Register endpoints through main/ipc/register-handlers.ts: it checks sender, schema and size.',
  },
  {
    selector: "MemberExpression[object.name='window'][property.name='api']",
    message: 'Use renderer/api/client.ts.',
  },
  {
    selector: "MemberExpression[object.name='shell'][property.name='openExternal']",
    message: 'Use main/electron/system-browser.ts: one module owns that sink.',
  },
  {
    selector: "MemberExpression[object.object.name='process'][object.property.name='env']",
    message: 'Use main/config.ts.',
  },
  { selector: "CallExpression[callee.name='fetch']", message: 'Use the HTTP door, main/http.' },
  {
    selector:
      "Property[key.name=/^(webSecurity|allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|nodeIntegration)$/][value.value!=false], Property[key.name='sandbox'][value.value=false], Property[key.name='webSecurity'], Property[key.name='webviewTag'][value.value=true]",
    message: 'This switch weakens the page sandbox (SECURITY.md).',
  },
]

export default tseslint.config(
  { ignores: ['out', 'dist', 'node_modules', '.dependency-cruiser.cjs'] },
  js.configs.recommended,
  {
    files: ['src/**/*.{ts,tsx}', 'tests/**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // Ports are objects of functions without `this`; taking one out of its object is how they are used.
      '@typescript-eslint/unbound-method': 'off',
      // A port that answers later in production may answer at once here, and is async all the same.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      ...banned(bannedInSource),
    },
  },
  {
    files: ['src/renderer/**/*.{ts,tsx}'],
    extends: [
      jsxA11y.flatConfigs.strict,
      reactHooks.configs.flat['recommended-latest'],
      noUnsanitized.configs.recommended,
    ],
    languageOptions: { globals: globals.browser },
    rules: {
      ...banned([
        ...bannedInSource,
        {
          selector:
            "JSXAttribute[name.name='style'] Property[key.name=/^(left|right|float|clear|(margin|padding|border)(Left|Right).*|border(Top|Bottom)(Left|Right)Radius)$/]",
          message:
            'A style attribute goes past app/logical-css.ts: name the start or the end (insetInlineStart), not the left.',
        },
      ]),
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: '@mui/material', message: "Import by path: '@mui/material/Button'." },
            {
              name: '@mui/material/Tooltip',
              message: 'ui/Tooltip.tsx does not come where the app moves the focus.',
            },
            { name: '@mui/icons-material', message: "Import by path: '@mui/icons-material/Search'." },
          ],
        },
      ],
    },
  },
  { files: ['src/renderer/ui/Tooltip.tsx'], rules: { 'no-restricted-imports': 'off' } },
  {
    // The doors themselves, and tests that stand where the other side stands.
    files: [
      'src/renderer/api/client.ts',
      'src/main/electron/**/*.ts',
      'src/main/config.ts',
      'src/main/http/**/*.ts',
      'src/sandbox/**/*.ts',
      '**/*.test.{ts,tsx}',
      'tests/**/*.ts',
      'src/renderer/test-support/**',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.test.{ts,tsx}', 'tests/**/*.{ts,tsx}', 'src/renderer/test-support/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
    },
  },
  {
    // HubSpot's client takes plain objects where its types name classes; its own README calls it so.
    files: ['tests/conformance/hubspot/**/*.ts'],
    rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'off' },
  },
  { files: ['**/*.config.ts', 'eslint.config.js'], rules: { 'no-restricted-exports': 'off' } },
  {
    files: ['scripts/**/*.{js,mjs}', '*.config.{js,ts}'],
    languageOptions: { globals: globals.node },
  },
  {
    // Run inside pages.
    files: [
      'scripts/tour/**/*.mjs',
      'scripts/bench/{ui-*,indexeddb-page,startup-session,main-stall-session}.mjs',
    ],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['*.config.ts', 'scripts/**/*.ts'],
    extends: [tseslint.configs.strict],
    languageOptions: { globals: globals.node },
  },
)
