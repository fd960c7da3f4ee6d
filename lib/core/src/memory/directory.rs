//! Clerk in memory.

use std::collections::BTreeMap;
use std::sync::Mutex;

use serde_json::{Map, Value, json};

use super::lock;
use crate::{
    ClerkId, ClerkUser, Cursor, DirectoryError, MetadataWriter, Page, Timestamp, UserDirectory,
    UserListing,
};

/// Clerk in memory, users as the JSON that Clerk would answer with.
#[derive(Debug, Default)]
pub struct MemoryDirectory {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    users: BTreeMap<ClerkId, Value>,
    down: bool,
    requests: u64,
    merges: u64,
    ignores_lists: bool,
    hidden: Vec<ClerkId>,
    stuck: bool,
}

impl MemoryDirectory {
    /// A Clerk that can't be reached.
    #[must_use]
    pub fn down() -> Self {
        let directory = Self::default();
        directory.set_down(true);
        directory
    }

    /// Clerk has this user now.
    pub fn put(&self, user: &ClerkUser) {
        self.put_json(to_json(user));
    }

    /// Clerk has this user now. One without an id is not taken.
    pub fn put_json(&self, user: Value) {
        let id = user["id"].as_str().and_then(|it| ClerkId::parse(it).ok());
        if let Some(id) = id {
            lock(&self.inner).users.insert(id, user);
        }
    }

    /// Clerk no longer has this user.
    pub fn remove(&self, id: &ClerkId) {
        lock(&self.inner).users.remove(id);
    }

    /// Lists leave this user out from now on, though Clerk has them.
    pub fn hide(&self, id: &ClerkId) {
        lock(&self.inner).hidden.push(id.clone());
    }

    /// Whether lists begin anew with each page, whatever is asked for.
    pub fn set_stuck(&self, stuck: bool) {
        lock(&self.inner).stuck = stuck;
    }

    /// Whether Clerk can be reached.
    pub fn set_down(&self, down: bool) {
        lock(&self.inner).down = down;
    }

    /// How many metadata were merged.
    #[must_use]
    pub fn merges(&self) -> u64 {
        lock(&self.inner).merges
    }

    /// Whether lists in merged metadata are ignored: how Clerk merges them is nowhere said.
    pub fn answer_merges_with_old_lists(&self, ignores: bool) {
        lock(&self.inner).ignores_lists = ignores;
    }

    /// Everybody Clerk has.
    #[must_use]
    pub fn users(&self) -> Vec<ClerkUser> {
        lock(&self.inner).users.values().filter_map(read).collect()
    }

    /// A user as Clerk would answer.
    #[must_use]
    pub fn json(&self, id: &ClerkId) -> Option<Value> {
        lock(&self.inner).users.get(id).cloned()
    }

    fn asked(&self) -> Result<std::sync::MutexGuard<'_, Inner>, DirectoryError> {
        let mut inner = lock(&self.inner);
        inner.requests += 1;
        if inner.down {
            return Err(DirectoryError::Unavailable("clerk is down".into()));
        }
        Ok(inner)
    }

    fn listed<K: Ord>(
        &self,
        key: impl Fn(&ClerkUser) -> K,
    ) -> Result<Vec<ClerkUser>, DirectoryError> {
        let inner = self.asked()?;
        let shown = inner.users.iter().filter(|(id, _)| !inner.hidden.contains(id));
        let mut users: Vec<_> = shown.filter_map(|(_, it)| read(it)).collect();
        users.sort_by_key(key);
        Ok(users)
    }
}

impl UserDirectory for MemoryDirectory {
    async fn user(&self, id: &ClerkId) -> Result<Option<ClerkUser>, DirectoryError> {
        Ok(self.asked()?.users.get(id).and_then(read))
    }
}

impl UserListing for MemoryDirectory {
    async fn oldest_first(&self, cursor: &Cursor, limit: u16) -> Result<Page, DirectoryError> {
        let made_at = |it: &ClerkUser| it.created_at.map(Timestamp::from_clerk);
        let mut users = self.listed(|it| (made_at(it), it.id.clone()))?;
        if let (Some(after), false) = (&cursor.after, lock(&self.inner).stuck) {
            let place = users.iter().position(|it| it.id == *after);
            let place = place.ok_or(DirectoryError::CursorLost)?;
            users.drain(..=place);
        }
        users.retain(|it| cursor.made_after.is_none_or(|after| made_at(it) > Some(after)));
        users.truncate(limit.into());
        Ok(Page::of(users))
    }

    async fn last_changed_first(&self, offset: u64, limit: u16) -> Result<Page, DirectoryError> {
        let users = self.listed(|it| std::cmp::Reverse(it.changed_at()))?;
        let offset = if lock(&self.inner).stuck { 0 } else { offset };
        let offset = usize::try_from(offset).unwrap_or(usize::MAX);
        let users = users.into_iter().skip(offset).take(limit.into()).collect();
        Ok(Page::of(users))
    }

    async fn count(&self) -> Result<u64, DirectoryError> {
        Ok(self.asked()?.users.len() as u64)
    }

    fn requests(&self) -> u64 {
        lock(&self.inner).requests
    }
}

impl MetadataWriter for MemoryDirectory {
    async fn merge_public_metadata(
        &self,
        id: &ClerkId,
        metadata: &Map<String, Value>,
    ) -> Result<Option<ClerkUser>, DirectoryError> {
        let mut inner = self.asked()?;
        inner.merges += 1;
        let ignores_lists = inner.ignores_lists;
        let Some(user) = inner.users.get_mut(id) else { return Ok(None) };
        for (key, value) in metadata.iter().filter(|(_, it)| !(ignores_lists && it.is_array())) {
            user["public_metadata"][key] = value.clone();
        }
        if let Some(public) = user["public_metadata"].as_object_mut() {
            public.retain(|_, value| !value.is_null());
        }
        let changed_at = user["updated_at"].as_u64().unwrap_or_default();
        user["updated_at"] = json!(changed_at + 1);
        Ok(read(user))
    }
}

fn read(user: &Value) -> Option<ClerkUser> {
    serde_json::from_value(user.clone()).ok()
}

/// What Clerk would answer to describe `user`.
fn to_json(user: &ClerkUser) -> Value {
    let email = |it: &crate::ClerkEmail| {
        let status = it.verification.as_ref().map(|it| json!({ "status": it.status }));
        json!({ "id": it.id, "email_address": it.email_address, "verification": status })
    };
    let mut json = json!({
        "id": user.id,
        "email_addresses":
            user.email_addresses.as_ref().map(|it| it.iter().map(email).collect::<Vec<_>>()),
        "username": user.username,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "image_url": user.image_url,
        "has_image": user.has_image,
        "public_metadata": user.public_metadata.to_json(),
        "banned": user.banned,
        "locked": user.locked,
        "last_sign_in_at": user.last_sign_in_at,
        "created_at": user.created_at,
        "updated_at": user.updated_at,
    });
    if let Some(primary) = &user.primary_email_address_id {
        json["primary_email_address_id"] = json!(primary);
    }
    json
}
