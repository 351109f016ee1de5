#include "crypto/cross_check.h"

#include <openssl/err.h>
#include <openssl/evp.h>

#include <memory>

#include "crypto/sign.h"

namespace palitan::crypto {

bool verify_openssl(const base::PublicKey& key, base::ByteView message, const base::Signature& signature) {
  if (!passes_strict_check(key, signature)) return false;
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> public_key(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.raw.data(), key.raw.size()), &EVP_PKEY_free);
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  const bool good = public_key && context &&
                    EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, public_key.get()) == 1 &&
                    EVP_DigestVerify(context.get(), signature.raw.data(), signature.raw.size(),
                                     message.data(), message.size()) == 1;
  // A refused signature leaves an entry in the thread's error queue, which TLS code on this thread would read
  // as its own.
  if (!good) ERR_clear_error();
  return good;
}

}  // namespace palitan::crypto
