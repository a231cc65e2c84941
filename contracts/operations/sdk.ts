import type { Operation } from './operation.ts'

/** The package index from which pip installs the SDK (PEP 503). */
export const sdkOperations = {
  listPackages: {
    summary: 'List the packages of the index',
    method: 'GET',
    path: '/sdk/simple/',
    access: 'none',
    success: 200,
    produces: 'text/html',
    errors: ['HTTP_404'],
    idempotent: true,
  },
  getPackage: {
    summary: 'List the files of the SDK',
    method: 'GET',
    path: '/sdk/simple/aion/',
    access: 'none',
    success: 200,
    produces: 'text/html',
    errors: ['HTTP_404'],
    idempotent: true,
  },
  downloadWheel: {
    summary: 'Download a file of the SDK',
    method: 'GET',
    path: '/sdk/simple/aion/{filename}',
    access: 'none',
    success: 200,
    produces: 'application/octet-stream',
    errors: ['HTTP_404'],
    idempotent: true,
  },
} as const satisfies Record<string, Operation>
