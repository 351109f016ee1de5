// Internal: attachments as JSON, and what a draft may say of them.
#pragma once
#include "api/app.h"
#include "node/attachments.h"

namespace palitan::api {

/// Each with "held": does this node hold the bytes?
Json attachments_json(const std::vector<statement::Attachment>& list, const node::Attachments& here);

/// What this node signs of attachments: a type of the known ones, and the size of the bytes where they are
/// here. Refusal: local_draft naming the field.
base::Result<void> check_attachments(const std::vector<statement::Attachment>& list,
                                     const node::Attachments& here);

}  // namespace palitan::api
