import { describe, expect, test } from 'vitest';
import { findCards } from '../../src/privacy/personal/cards.ts';
import { findEmails } from '../../src/privacy/personal/emails.ts';
import { findIbans } from '../../src/privacy/personal/ibans.ts';
import { findNationalIds } from '../../src/privacy/personal/nationalIds.ts';
import { findPhones } from '../../src/privacy/personal/phones.ts';

const all = [findEmails, findPhones, findCards, findIbans, findNationalIds];
const found = (text: string) => all.flatMap((find) => find(text)).map(({ kind, value }) => `${kind} ${value}`);

describe('personal data is found', () => {
  test.each([
    ['write to anna.muster@firma.de, please', 'email anna.muster@firma.de'],
    ['<a+b@mail.uni-bonn.de>', 'email a+b@mail.uni-bonn.de'],
    ['call +49 30 901820 now', 'phone +49 30 901820'],
    ['tel:+14155552671', 'phone +14155552671'],
    ['phone (415) 555-2671', 'phone (415) 555-2671'],
    ['card 4111 1111 1111 1111 exp', 'card 4111 1111 1111 1111'],
    ['"378282246310005"', 'card 378282246310005'],
    ['5555-5555-5555-4444', 'card 5555-5555-5555-4444'],
    ['IBAN DE89 3704 0044 0532 0130 00 BIC', 'iban DE89 3704 0044 0532 0130 00'],
    ['GB82WEST12345698765432', 'iban GB82WEST12345698765432'],
    ['NO9386011117947', 'iban NO9386011117947'],
    ['SSN: 536-22-1234', 'us-ssn 536-22-1234'],
    ['National Insurance number AB 12 34 56 C', 'uk-nino AB 12 34 56 C'],
    ['Steuer-ID: 86 095 742 719', 'de-steuer-id 86 095 742 719'],
    ['NIR 2 55 08 14 168 025 38', 'fr-nir 2 55 08 14 168 025 38'],
    ['DNI 12345678Z', 'es-dni 12345678Z'],
    ['NIE X1234567L', 'es-dni X1234567L'],
    ['RSSMRA85T10A562S', 'it-codice-fiscale RSSMRA85T10A562S'],
    ['BSN 111222333', 'nl-bsn 111222333'],
    ['PESEL: 44051401359', 'pl-pesel 44051401359'],
    ['CPF 529.982.247-25', 'br-cpf 529.982.247-25'],
    ['Aadhaar 2341 2341 2346', 'in-aadhaar 2341 2341 2346'],
    ['11010519491231002X', 'cn-resident-id 11010519491231002X'],
  ])('%s', (text, expected) => expect(found(text)).toEqual([expected]));
});

describe('a wrong check digit, or another thing, is no personal data', () => {
  test.each([
    '4111 1111 1111 1112',
    '1234 5678 9012 3456',
    '0000000000000000',
    'DE89370400440532013001',
    'XX89370400440532013000',
    '12345678A',
    'X1234567M',
    'RSSMRA85T10A562T',
    'BSN 111222334',
    'PESEL: 44051401358',
    '529.982.247-26',
    'Aadhaar 2341 2341 2347',
    '110105194912310020',
    'NIR 2 55 08 14 168 025 39',
    'Steuer-ID: 86 095 742 718',
    '111222333 44051401359 86095742719 234123412346',
    '000-12-3456 666-12-3456 912-12-3456 078-05-1120',
    'const x = 1700000000000; y = 1700000000000000000n',
    'git@github.com:org/repo.git',
    'icon@2x.png',
    'me@example.com, you@users.noreply.github.com, x@localhost',
    '@decorator.name() a@b',
    'sum = a +1234567; b = 2+4930901820',
    '+1 2',
    'version 1.2.3.4 at 192.168.100.200:8080 on 2024-11-22T10:11:12.123456789Z',
    'sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709',
    '550e8400-e29b-41d4-a716-446655440000',
    '3.14159265358979323846264338327950288',
    '0x4111111111111111',
  ])('%s', (text) => expect(found(text)).toEqual([]));
});
