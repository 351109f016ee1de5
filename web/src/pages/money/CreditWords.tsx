import {Text} from '@mantine/core';
import {useTranslation} from 'react-i18next';
import type {CaseFile} from '@/api/reads';
import {formatQuantity} from '@/domain/decimal';
import {usePartyIn} from '@/pages/proof/across/ProvenWords';
import {capital} from '@/pages/work/words';

/** Who served whom and what it counts for, or who handed credit on, and who has said what to it. */
export function CreditWords({file}: {file: CaseFile}) {
  const {t} = useTranslation('across');
  const party = usePartyIn();
  const {credit} = file;
  if (!credit) return null;
  const [item = '', unit = ''] = credit.commodity.split('/');
  const {service, assignment} = credit;
  const waited = credit.touched.filter((code) => !credit.words.some((word) => word.party === code));
  const against = credit.words.filter((word) => !word.agreed);
  return (
    <>
      {service && <Text size="sm">{capital(t('credit.served', {provider: party(service.provider), user: party(service.user), measured: formatQuantity(service.measured), unit, asset: service.asset, credit: formatQuantity(service.credit), item}))}</Text>}
      {assignment && <Text size="sm">{capital(t('credit.handed', {from: party(assignment.from), to: party(assignment.to), credit: formatQuantity(assignment.credit), unit, item, purpose: assignment.purpose}))}</Text>}
      {assignment && assignment.beneficiary !== assignment.to && <Text size="sm">{t('credit.for', {party: party(assignment.beneficiary)})}</Text>}
      {against.map((word) => <Text size="sm" key={word.id}>{capital(t('credit.refused', {party: party(word.party), reason: word.reason}))}</Text>)}
      {against.length === 0 && waited.length > 0 && <Text size="sm">{t('credit.waits', {parties: waited.map(party).join(', ')})}</Text>}
    </>
  );
}
