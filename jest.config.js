// Files are read as native ES modules; swc only strips the types, as Node itself does when the product runs.
export default {
  testEnvironment: '<rootDir>/test/support/environment.cjs',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  testSequencer: '<rootDir>/test/support/sequencer.cjs',
  maxWorkers: 2,
  testTimeout: 15_000,
  modulePathIgnorePatterns: ['<rootDir>/data/', '<rootDir>/coverage/'],
};
