// The npm package oidc-provider as a peer: ES256 JWT access tokens by client credentials, client_secret_basic, its memory adapter,
// plain HTTP, one process (the memory adapter is of one process). NODE_ENV=production comes from who starts it; it logs nothing.
// node provider.js PORT, the client's secret in PEER_SECRET
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Provider from 'oidc-provider';

const port = Number(process.argv[2]);
const audience = 'urn:bench';
const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
const { version } = JSON.parse(readFileSync(new URL('../node_modules/oidc-provider/package.json', import.meta.url)));

const provider = new Provider(`http://127.0.0.1:${port}`, {
  jwks: { keys: [{ ...key, alg: 'ES256', use: 'sig', kid: 'k1' }] },
  clients: [{
    client_id: 'ward-machine',
    client_secret: process.env.PEER_SECRET,
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    token_endpoint_auth_method: 'client_secret_basic',
    id_token_signed_response_alg: 'ES256',
  }],
  scopes: ['ward:read'],
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => audience,
      getResourceServerInfo: () => ({
        scope: 'ward:read',
        audience,
        accessTokenTTL: 300,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
});
provider.listen(port, '127.0.0.1', () => console.log(`ready: oidc-provider ${version}, node ${process.version}, 1 process`));
