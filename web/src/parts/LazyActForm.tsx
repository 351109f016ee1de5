import {lazy, Suspense} from 'react';
import type {ActFormProps} from './ActForm';
import {Waiting} from './states';

const Form = lazy(async () => ({default: (await import('./ActForm')).ActForm}));

/** ActForm, fetched when it is first needed: for views that mostly show and seldom ask. */
export const LazyActForm = (props: ActFormProps) => <Suspense fallback={<Waiting />}><Form {...props} /></Suspense>;
